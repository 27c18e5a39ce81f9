package org.atelier.plugin.clustering.partition;

import java.util.ArrayList;
import java.util.List;
import org.atelier.api.result.Table;
import org.atelier.plugin.clustering.space.PrincipalComponents;

/** Tables that tell of a clustering. */
final class ClusterTables {
  private ClusterTables() {}

  static Table components(PrincipalComponents space) {
    List<List<Object>> rows = new ArrayList<>();
    double sum = 0;
    for (int component = 0; component < space.variances().length; component++) {
      double variance = space.variances()[component];
      sum += variance;
      rows.add(
          List.of(
              component + 1,
              variance,
              variance / space.totalVariance(),
              sum / space.totalVariance()));
    }
    return new Table(
        "Principal components of the encodings",
        List.of("component", "variance", "share", "cumulative share"),
        rows);
  }

  static Table sizes(Partition partition) {
    List<List<Object>> rows = new ArrayList<>();
    for (int cluster = 0; cluster < partition.clusters(); cluster++) {
      rows.add(List.of(Integer.toString(cluster), partition.size(cluster)));
    }
    if (partition.noise() > 0) {
      rows.add(List.of("noise", partition.noise()));
    }
    return new Table("Images in each cluster", List.of("cluster", "images"), rows);
  }
}

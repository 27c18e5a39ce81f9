package org.atelier.plugin.clustering.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.atelier.api.result.HeatMap;
import org.atelier.api.result.Table;
import org.atelier.plugin.clustering.analysis.ClusterAnalysis.Measure;
import org.atelier.plugin.clustering.partition.LabelsFile;
import org.atelier.plugin.clustering.partition.Partition;

/** Tables and a map of which classes are in which clusters. */
final class ClassTables {
  private static final int CLUSTERS_NAMED = 5;

  private final List<String> classNames;
  private final List<String> clusterNames = new ArrayList<>();
  private final int[][] counts;
  private final int images;

  ClassTables(LabelsFile file, List<String> classNames) {
    this.classNames = classNames;
    Partition partition = file.partition();
    for (int cluster = 0; cluster < partition.clusters(); cluster++) {
      clusterNames.add(Integer.toString(cluster));
    }
    if (partition.noise() > 0) {
      clusterNames.add("noise");
    }
    this.images = partition.points();
    this.counts = new int[clusterNames.size()][classNames.size()];
    for (int image = 0; image < images; image++) {
      int cluster = partition.label(image);
      int row = cluster == Partition.NOISE ? partition.clusters() : cluster;
      counts[row][file.images().get(image).label()]++;
    }
  }

  /** Returns the names of the clusters, noise as the last. */
  List<String> clusterNames() {
    return List.copyOf(clusterNames);
  }

  Table clusters() {
    List<List<Object>> rows = new ArrayList<>();
    for (int cluster = 0; cluster < counts.length; cluster++) {
      int[] row = counts[cluster];
      int dominant =
          IntStream.range(0, row.length)
              .boxed()
              .max(
                  Comparator.<Integer>comparingInt(label -> row[label])
                      .thenComparing(Comparator.reverseOrder()))
              .orElseThrow();
      int size = IntStream.of(row).sum();
      rows.add(
          List.of(
              clusterNames.get(cluster),
              size,
              classNames.get(dominant),
              row[dominant],
              (double) row[dominant] / size,
              (double) ofClass(dominant) / images));
    }
    return new Table(
        "Clusters with the commonest class of each",
        List.of(
            "cluster",
            "images",
            "dominant class",
            "of that class",
            "share",
            "share of that class in all images"),
        rows);
  }

  Table classes() {
    List<List<Object>> rows = new ArrayList<>();
    for (int label = 0; label < classNames.size(); label++) {
      int size = ofClass(label);
      if (size > 0) {
        List<Integer> places = places(label);
        rows.add(
            List.of(
                classNames.get(label),
                size,
                places.size(),
                clusterNames.get(places.get(0)),
                (double) counts[places.get(0)][label] / size,
                described(places, label)));
      }
    }
    return new Table(
        "Where the images of each class went",
        List.of(
            "class",
            "images",
            "clusters",
            "largest part in cluster",
            "share there",
            "largest parts"),
        rows);
  }

  /** Returns the clusters that a class is in, that with most of its images first. */
  private List<Integer> places(int label) {
    return IntStream.range(0, counts.length)
        .filter(cluster -> counts[cluster][label] > 0)
        .boxed()
        .sorted(Comparator.comparing(cluster -> -counts[cluster][label]))
        .toList();
  }

  private String described(List<Integer> places, int label) {
    return places.stream()
        .limit(CLUSTERS_NAMED)
        .map(
            cluster ->
                String.format(
                    Locale.ROOT, "%s: %d", clusterNames.get(cluster), counts[cluster][label]))
        .collect(Collectors.joining("; "));
  }

  HeatMap map() {
    List<Integer> present =
        IntStream.range(0, classNames.size()).filter(label -> ofClass(label) > 0).boxed().toList();
    List<List<Double>> values = new ArrayList<>();
    for (int[] row : counts) {
      values.add(present.stream().map(label -> (double) row[label]).toList());
    }
    return new HeatMap(
        "Images of each class in each cluster",
        "class",
        "cluster",
        present.stream().map(classNames::get).toList(),
        clusterNames,
        values);
  }

  static Table measures(List<Measure> measures) {
    return new Table(
        "Agreement of clusters and classes beside shuffled labels",
        List.of("measure", "value", "shuffled", "shuffled 2.5%", "shuffled 97.5%"),
        measures.stream()
            .<List<Object>>map(
                measure ->
                    List.of(
                        measure.name(),
                        measure.value(),
                        measure.shuffled(),
                        measure.low(),
                        measure.high()))
            .toList());
  }

  private int ofClass(int label) {
    int sum = 0;
    for (int[] row : counts) {
      sum += row[label];
    }
    return sum;
  }
}

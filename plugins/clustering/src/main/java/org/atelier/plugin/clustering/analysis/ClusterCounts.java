package org.atelier.plugin.clustering.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.atelier.api.result.LineChart;
import org.atelier.api.result.Results;
import org.atelier.api.result.Table;
import org.atelier.api.service.Progress;
import org.atelier.api.service.RandomStreams;
import org.atelier.plugin.clustering.partition.Partition;
import org.atelier.plugin.clustering.partition.RestartedKMeans;

/** What k-means would find with other numbers of clusters: the elbow and the silhouette. */
final class ClusterCounts {
  private static final int RESTARTS = 3;
  private static final int STEPS = 9;

  private final double[][] points;
  private final Silhouette silhouette;
  private final RestartedKMeans kMeans;

  ClusterCounts(
      double[][] points, Silhouette silhouette, RandomStreams streams, Progress progress) {
    this.points = points;
    this.silhouette = silhouette;
    this.kMeans = new RestartedKMeans(streams, progress);
  }

  /** Returns numbers of clusters from 2 to twice the number found, in equal ratios. */
  static List<Integer> around(int clusters, int images) {
    int last = Math.max(4, Math.min(2 * clusters, images / 2));
    TreeSet<Integer> counts = new TreeSet<>();
    for (int step = 0; step <= STEPS; step++) {
      counts.add((int) Math.round(2 * Math.pow(last / 2.0, (double) step / STEPS)));
    }
    counts.removeIf(count -> count >= images);
    return List.copyOf(counts);
  }

  /** Clusters with each number and reports a table and two curves. */
  void report(List<Integer> counts, Results results) throws InterruptedException, IOException {
    List<List<Object>> rows = new ArrayList<>();
    List<Double> xs = new ArrayList<>();
    List<Double> inertias = new ArrayList<>();
    List<Double> silhouettes = new ArrayList<>();
    for (int count : counts) {
      Partition partition = kMeans.partition(points, count, RESTARTS);
      xs.add((double) count);
      inertias.add(partition.inertia(points));
      silhouettes.add(silhouette.of(partition.labels()).orElse(Double.NaN));
      rows.add(
          List.of(
              count, inertias.get(inertias.size() - 1), silhouettes.get(silhouettes.size() - 1)));
    }
    String title =
        "k-means with other numbers of clusters, the best of %d starts".formatted(RESTARTS);
    results.add("counts", new Table(title, List.of("clusters", "inertia", "silhouette"), rows));
    results.add(
        "elbow",
        new LineChart(
            title, "clusters", "inertia", List.of(new LineChart.Line("inertia", xs, inertias))));
    results.add(
        "silhouettes",
        new LineChart(
            title,
            "clusters",
            "mean silhouette",
            List.of(new LineChart.Line("silhouette", xs, silhouettes))));
  }
}

package org.atelier.plugin.clustering.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.atelier.api.service.Progress;
import org.atelier.plugin.clustering.analysis.ClusterAnalysis.Measure;

/** Measures clusters, and clusters of the same sizes that images are put into at random. */
final class Agreement {
  private final int[] classes;
  private final Silhouette silhouette;

  Agreement(int[] classes, Silhouette silhouette) {
    this.classes = classes;
    this.silhouette = silhouette;
  }

  /**
   * Returns each measure beside the same for shuffled labels.
   *
   * @param clusters the cluster of each image
   * @param shuffles how often labels are shuffled
   * @param random shuffles them
   * @param progress shows how many shuffles are measured
   */
  List<Measure> measures(int[] clusters, int shuffles, SplittableRandom random, Progress progress) {
    List<int[]> shuffled = new ArrayList<>();
    for (int shuffle = 0; shuffle < shuffles; shuffle++) {
      int[] labels = clusters.clone();
      Sample.shuffle(labels, random);
      shuffled.add(labels);
    }
    List<Measure> measures = new ArrayList<>();
    measures.add(measure("nmi", Contingency::normalizedMutualInformation, clusters, shuffled));
    measures.add(measure("ari", Contingency::adjustedRandIndex, clusters, shuffled));
    measures.add(measure("homogeneity", Contingency::homogeneity, clusters, shuffled));
    measures.add(measure("completeness", Contingency::completeness, clusters, shuffled));
    measures.add(measure("purity", Contingency::purity, clusters, shuffled));
    silhouette.of(clusters).ifPresent(value -> measures.add(silhouette(value, shuffled, progress)));
    return measures;
  }

  private Measure silhouette(double value, List<int[]> shuffled, Progress progress) {
    try (Progress.Task task =
        progress.start("silhouettes of shuffled labels", shuffled.size(), "shuffles")) {
      double[] values =
          shuffled.stream()
              .flatMapToDouble(
                  labels -> {
                    OptionalDouble one = silhouette.of(labels);
                    task.advance(1);
                    return one.stream();
                  })
              .toArray();
      return beside("silhouette", value, values);
    }
  }

  private Measure measure(
      String name, ToDoubleFunction<Contingency> of, int[] clusters, List<int[]> shuffled) {
    return beside(
        name,
        of.applyAsDouble(new Contingency(classes, clusters)),
        shuffled.stream()
            .mapToDouble(labels -> of.applyAsDouble(new Contingency(classes, labels)))
            .toArray());
  }

  private static Measure beside(String name, double value, double[] shuffled) {
    double[] sorted = shuffled.clone();
    Arrays.sort(sorted);
    return new Measure(
        name,
        value,
        Arrays.stream(sorted).average().orElseThrow(),
        percentile(sorted, 0.025),
        percentile(sorted, 0.975));
  }

  /** Interpolates between the two values next to a share. */
  private static double percentile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}

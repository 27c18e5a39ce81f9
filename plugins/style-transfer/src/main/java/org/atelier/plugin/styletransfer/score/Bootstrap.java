package org.atelier.plugin.styletransfer.score;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.atelier.api.result.Metric.Interval;

/**
 * Intervals of means over pictures, by the percentile bootstrap (Efron and Tibshirani 1993, chapter
 * 13): content images are drawn again with replacement, each with all pictures made of it, as those
 * are not independent.
 */
final class Bootstrap {
  private static final int RESAMPLES = 1000;
  private static final double CONFIDENCE = 0.95;

  private Bootstrap() {}

  /**
   * Returns the 95 % interval of a mean.
   *
   * @param scores the pictures
   * @param figure what is averaged
   * @param random the source of randomness
   * @return empty if all pictures are made of one image
   */
  static Optional<Interval> ofMean(
      List<Score> scores, ToDoubleFunction<Score> figure, SplittableRandom random) {
    Map<String, double[]> byContent = new TreeMap<>();
    for (Score score : scores) {
      double[] sumAndCount =
          byContent.computeIfAbsent(score.picture().content(), none -> new double[2]);
      sumAndCount[0] += figure.applyAsDouble(score);
      sumAndCount[1]++;
    }
    if (byContent.size() < 2) {
      return Optional.empty();
    }
    List<double[]> contents = List.copyOf(byContent.values());
    double[] means = new double[RESAMPLES];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      double sum = 0;
      double count = 0;
      for (int draw = 0; draw < contents.size(); draw++) {
        double[] drawn = contents.get(random.nextInt(contents.size()));
        sum += drawn[0];
        count += drawn[1];
      }
      means[resample] = sum / count;
    }
    return Optional.of(Interval.ofSamples(means, CONFIDENCE, "bootstrap over content images"));
  }
}

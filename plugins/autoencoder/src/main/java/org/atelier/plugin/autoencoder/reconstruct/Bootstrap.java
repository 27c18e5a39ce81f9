package org.atelier.plugin.autoencoder.reconstruct;

import java.util.SplittableRandom;
import org.atelier.api.result.Metric.Interval;

/**
 * Intervals of means over images, by the percentile bootstrap (Efron and Tibshirani 1993, chapter
 * 13): as many images are drawn again with replacement.
 */
final class Bootstrap {
  private static final int RESAMPLES = 1000;
  private static final double CONFIDENCE = 0.95;

  private Bootstrap() {}

  /** Returns the 95 % interval of the mean of some values, at least one. */
  static Interval ofMean(double[] values, SplittableRandom random) {
    double[] means = new double[RESAMPLES];
    for (int index = 0; index < RESAMPLES; index++) {
      double sum = 0;
      for (int draw = 0; draw < values.length; draw++) {
        sum += values[random.nextInt(values.length)];
      }
      means[index] = sum / values.length;
    }
    return Interval.ofSamples(means, CONFIDENCE, "bootstrap over images");
  }
}

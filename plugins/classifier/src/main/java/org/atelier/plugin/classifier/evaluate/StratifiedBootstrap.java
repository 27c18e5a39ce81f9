package org.atelier.plugin.classifier.evaluate;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.atelier.api.result.Metric.Interval;

/**
 * Intervals of figures that have no formula for one, by the percentile bootstrap (Efron and
 * Tibshirani 1993, chapter 13), class by class: each class keeps its number of images, drawn again
 * with replacement.
 *
 * <p>It knows the test images alone. Where all images of a class went the same way, the class adds
 * no spread: with few images per class, take the interval as too narrow.
 */
final class StratifiedBootstrap {
  private static final int RESAMPLES = 1000;
  private static final double CONFIDENCE = 0.95;

  private StratifiedBootstrap() {}

  /**
   * Returns the 95 % interval of a figure.
   *
   * @param matrix what was seen
   * @param figure computes the figure
   * @param random the source of randomness
   */
  static Interval interval(
      ConfusionMatrix matrix, ToDoubleFunction<ConfusionMatrix> figure, SplittableRandom random) {
    double[] figures = new double[RESAMPLES];
    for (int index = 0; index < RESAMPLES; index++) {
      figures[index] = figure.applyAsDouble(resample(matrix, random));
    }
    return Interval.ofSamples(figures, CONFIDENCE, "stratified bootstrap");
  }

  private static ConfusionMatrix resample(ConfusionMatrix matrix, SplittableRandom random) {
    int classes = matrix.classes();
    int[][] counts = new int[classes][classes];
    for (int truth = 0; truth < classes; truth++) {
      int support = matrix.support(truth);
      for (int draw = 0; draw < support; draw++) {
        counts[truth][columnOf(matrix, truth, random.nextInt(support))]++;
      }
    }
    return new ConfusionMatrix(counts);
  }

  /** Returns what the image at a place in its row, counted along the columns, was taken for. */
  private static int columnOf(ConfusionMatrix matrix, int truth, int place) {
    int column = 0;
    int left = place;
    while (left >= matrix.count(truth, column)) {
      left -= matrix.count(truth, column);
      column++;
    }
    return column;
  }
}

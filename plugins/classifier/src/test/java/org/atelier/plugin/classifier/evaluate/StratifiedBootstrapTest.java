package org.atelier.plugin.classifier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.atelier.api.result.Metric.Interval;
import org.junit.jupiter.api.Test;

class StratifiedBootstrapTest {
  @Test
  void isAsWideAsTheNormalApproximationForManyImages() {
    ConfusionMatrix matrix = new ConfusionMatrix(new int[][] {{800, 200}, {300, 700}});
    Interval interval = interval(matrix, 1);
    // Mean of two proportions: variance (0.8 * 0.2 + 0.7 * 0.3) / 1000 / 4.
    double half = 1.96 * Math.sqrt((0.16 + 0.21) / 4000);
    assertThat(interval.low()).isCloseTo(0.75 - half, within(0.003));
    assertThat(interval.high()).isCloseTo(0.75 + half, within(0.003));
    assertThat(interval.confidence()).isEqualTo(0.95);
    assertThat(interval.method()).isEqualTo("stratified bootstrap");
  }

  @Test
  void keepsTheNumberOfImagesOfEachClass() {
    ConfusionMatrix matrix = new ConfusionMatrix(new int[][] {{3, 1}, {2, 7}});
    StratifiedBootstrap.interval(
        matrix,
        resample -> {
          assertThat(resample.support(0)).isEqualTo(4);
          assertThat(resample.support(1)).isEqualTo(9);
          return 0;
        },
        new SplittableRandom(1));
  }

  @Test
  void dependsOnTheSeedAlone() {
    ConfusionMatrix matrix = new ConfusionMatrix(new int[][] {{8, 5, 3}, {3, 7, 1}, {2, 2, 9}});
    assertThat(interval(matrix, 1))
        .isEqualTo(interval(matrix, 1))
        .isNotEqualTo(interval(matrix, 2));
  }

  private static Interval interval(ConfusionMatrix matrix, long seed) {
    return StratifiedBootstrap.interval(
        matrix, ConfusionMatrix::balancedAccuracy, new SplittableRandom(seed));
  }
}

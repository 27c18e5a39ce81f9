package org.atelier.plugin.classifier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Expected values: scikit-learn 1.2 on the same answers, over the labels that are present. */
class ConfusionMatrixTest {
  /** The third class has no images, but one image is taken for it. */
  private static final ConfusionMatrix MATRIX =
      new ConfusionMatrix(new int[][] {{5, 1, 0, 0}, {2, 3, 1, 0}, {0, 0, 0, 0}, {1, 0, 1, 2}});

  @Test
  void countsImages() {
    assertThat(MATRIX.total()).isEqualTo(16);
    assertThat(MATRIX.correct()).isEqualTo(10);
    assertThat(MATRIX.support(1)).isEqualTo(6);
    assertThat(MATRIX.predicted(0)).isEqualTo(8);
    assertThat(MATRIX.present()).containsExactly(0, 1, 3);
  }

  @Test
  void scoresAllClassesTogether() {
    assertThat(MATRIX.accuracy()).isEqualTo(0.625);
    assertThat(MATRIX.balancedAccuracy()).isCloseTo(0.6111111111, within(1e-9));
    assertThat(MATRIX.macroF1()).isCloseTo(0.6603174603, within(1e-9));
  }

  @Test
  void scoresEachClass() {
    assertThat(MATRIX.precision(0)).hasValue(0.625);
    assertThat(MATRIX.precision(1)).hasValue(0.75);
    assertThat(MATRIX.recall(0)).hasValue(5 / 6.0);
    assertThat(MATRIX.f1(0).orElseThrow()).isCloseTo(0.71428571, within(1e-8));
    assertThat(MATRIX.f1(1).orElseThrow()).isCloseTo(0.6, within(1e-9));
    assertThat(MATRIX.f1(3).orElseThrow()).isCloseTo(0.66666667, within(1e-8));
  }

  @Test
  void leavesUndefinedWhatHasNothingToCount() {
    assertThat(MATRIX.recall(2)).isEmpty();
    assertThat(MATRIX.precision(2)).hasValue(0);
    ConfusionMatrix never = new ConfusionMatrix(new int[][] {{2, 0, 0}, {1, 0, 0}, {0, 0, 0}});
    assertThat(never.precision(1)).isEqualTo(OptionalDouble.empty());
    assertThat(never.f1(1)).hasValue(0);
    assertThat(never.f1(2)).isEmpty();
  }

  @Test
  void aConstantAnswerGetsOneClassRight() {
    ConfusionMatrix constant = MATRIX.ofConstantAnswer(0);
    assertThat(constant.accuracy()).isEqualTo(6 / 16.0);
    assertThat(constant.balancedAccuracy()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(constant.macroF1()).isCloseTo(0.1818181818, within(1e-9));
  }

  @Test
  void sharesAreOfTheTrueClass() {
    assertThat(MATRIX.shares(3)).containsExactly(0.25, 0.0, 0.25, 0.5);
    assertThat(MATRIX.shares(2)).containsOnly(0.0);
  }
}

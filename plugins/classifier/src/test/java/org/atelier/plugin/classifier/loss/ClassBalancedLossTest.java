package org.atelier.plugin.classifier.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.atelier.api.ClassCounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: the formula in PyTorch 1.13, float64, with its automatic gradients. */
@Tag("engine")
class ClassBalancedLossTest {
  private static final Offset<Float> NEARLY = within(1e-6f);

  private final FiveImages images = new FiveImages();

  @AfterEach
  void close() {
    images.close();
  }

  /** For counts 6, 3 and 1: (1 - 0.9) / (1 - 0.9^n) is 0.1/0.468559, 0.1/0.271 and 1. */
  @Test
  void weighsByTheEffectiveNumber() {
    float[] weights = ClassBalancedLoss.weights(0.9, FiveImages.COUNTS);
    double sum = 0.1 / 0.468559 + 0.1 / 0.271 + 1;
    assertThat(weights[0]).isCloseTo((float) (3 * 0.1 / 0.468559 / sum), NEARLY);
    assertThat(weights[1]).isCloseTo((float) (3 * 0.1 / 0.271 / sum), NEARLY);
    assertThat(weights[2]).isCloseTo((float) (3 / sum), NEARLY);
  }

  @Test
  void goesFromEqualWeightsToInverseFrequency() {
    assertThat(ClassBalancedLoss.weights(0, FiveImages.COUNTS)).containsExactly(1, 1, 1);
    float[] weights = ClassBalancedLoss.weights(1 - 1e-12, FiveImages.COUNTS);
    assertThat(weights[0]).isCloseTo(3 / 9f, NEARLY);
    assertThat(weights[1]).isCloseTo(6 / 9f, NEARLY);
    assertThat(weights[2]).isCloseTo(18 / 9f, NEARLY);
  }

  @Test
  void aClassWithoutTrainingImagesHasNoWeight() {
    ClassCounts counts = new ClassCounts(List.of("a", "b", "c"), new int[] {5, 5, 0});
    assertThat(ClassBalancedLoss.weights(0.99, counts)).containsExactly(1, 1, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "0.9, 0, 0, 0.62758323, -0.01734982, 0.01418477",
    "0.9, 0, 0.1, 0.72707396, -0.00260028, 0.00363326",
    "0.9, 2, 0, 0.20405471, -0.00220792, 0.00180514",
    "0.9, 2, 0.1, 0.30219737, 0.01396684, -0.00969839",
    "0.999, 0, 0, 0.63621612, -0.01432214, 0.01170942",
    "0.999, 0, 0.1, 0.73275454, 0.00059535, 0.00071762",
    "0.999, 2, 0, 0.20590718, -0.00182262, 0.00149013",
    "0.999, 2, 0.1, 0.30150338, 0.01476698, -0.01070821"
  })
  void equalsTheFormula(
      double beta, double gamma, double smoothing, float loss, float first, float third) {
    ClassBalancedLoss balanced = balanced(beta, gamma, smoothing);
    assertThat(images.loss(balanced, FiveImages.ONE_HOT, FiveImages.LOGITS))
        .isCloseTo(loss, NEARLY);
    float[] gradient = images.gradient(balanced, FiveImages.ONE_HOT, FiveImages.LOGITS);
    assertThat(gradient[0]).isCloseTo(first, NEARLY);
    assertThat(gradient[2]).isCloseTo(third, NEARLY);
  }

  @Test
  void hasTheGradientOfItsDifferences() {
    images.assertGradient(balanced(0.9, 0, 0), FiveImages.ONE_HOT);
    images.assertGradient(balanced(0.99, 2, 0.1), FiveImages.MIXED);
  }

  private static ClassBalancedLoss balanced(double beta, double gamma, double smoothing) {
    return new ClassBalancedLoss(
        new ClassBalancedLoss.Settings(beta, gamma, new LabelSmoothing(smoothing)));
  }
}

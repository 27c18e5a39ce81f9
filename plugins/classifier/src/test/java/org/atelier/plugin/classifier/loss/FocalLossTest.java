package org.atelier.plugin.classifier.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: the formula in PyTorch 1.13, float64, with its automatic gradients. */
@Tag("engine")
class FocalLossTest {
  private final FiveImages images = new FiveImages();

  @AfterEach
  void close() {
    images.close();
  }

  @ParameterizedTest
  @CsvSource({
    "2, NONE, 0, 0.18620628, -0.00545693, 0.00446145",
    "2, NONE, 0.1, 0.30642645, 0.00721741, -0.00097984",
    "2, INVERSE_FREQUENCY, 0, 0.19305646, -0.00170529, 0.00139420",
    "2, INVERSE_FREQUENCY, 0.1, 0.28265478, 0.01385114, -0.01004809",
    "0.5, NONE, 0, 0.40122119, -0.02863323, 0.02340980",
    "0.5, NONE, 0.1, 0.52735036, -0.01561546, 0.01715327",
    "0.5, INVERSE_FREQUENCY, 0, 0.43433971, -0.00894789, 0.00731556",
    "0.5, INVERSE_FREQUENCY, 0.1, 0.52719518, 0.00563714, -0.00350328"
  })
  void equalsTheFormula(
      double gamma, ClassWeights weights, double smoothing, float loss, float first, float third) {
    FocalLoss focal = focal(gamma, weights, smoothing);
    assertThat(images.loss(focal, FiveImages.ONE_HOT, FiveImages.LOGITS))
        .isCloseTo(loss, within(1e-6f));
    float[] gradient = images.gradient(focal, FiveImages.ONE_HOT, FiveImages.LOGITS);
    assertThat(gradient[0]).isCloseTo(first, within(1e-6f));
    assertThat(gradient[2]).isCloseTo(third, within(1e-6f));
  }

  @Test
  void withoutGammaItIsNll() {
    NegativeLogLikelihood nll =
        new NegativeLogLikelihood(
            new NegativeLogLikelihood.Settings(
                new WeightedTargets(ClassWeights.INVERSE_FREQUENCY, new LabelSmoothing(0.1))));
    assertThat(
            images.loss(
                focal(0, ClassWeights.INVERSE_FREQUENCY, 0.1), FiveImages.MIXED, FiveImages.LOGITS))
        .isCloseTo(images.loss(nll, FiveImages.MIXED, FiveImages.LOGITS), within(1e-6f));
  }

  @Test
  void hasTheGradientOfItsDifferences() {
    images.assertGradient(focal(2, ClassWeights.NONE, 0), FiveImages.ONE_HOT);
    images.assertGradient(focal(1.5, ClassWeights.INVERSE_FREQUENCY, 0.1), FiveImages.MIXED);
  }

  /** The slope of a broken power of 0 is infinite, but certainty must not end the training. */
  @Test
  void certaintyHasAFiniteGradient() {
    float[] certain = FiveImages.LOGITS.clone();
    certain[0] = 200;
    assertThat(images.gradient(focal(0.5, ClassWeights.NONE, 0.1), FiveImages.ONE_HOT, certain))
        .doesNotContain(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
  }

  private static FocalLoss focal(double gamma, ClassWeights weights, double smoothing) {
    return new FocalLoss(
        new FocalLoss.Settings(gamma, new WeightedTargets(weights, new LabelSmoothing(smoothing))));
  }
}

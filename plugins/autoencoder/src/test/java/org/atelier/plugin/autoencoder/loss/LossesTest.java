package org.atelier.plugin.autoencoder.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.stream.Stream;
import org.atelier.api.ClassCounts;
import org.atelier.api.Loss;
import org.atelier.api.NoSettings;
import org.atelier.api.UserException;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Expected values: the formulas in float64 with NumPy and PyTorch, the structural similarity with
 * one convolution by the two-dimensional window.
 */
@Tag("engine")
@Timeout(120)
class LossesTest {
  private static final ClassCounts COUNTS = new ClassCounts(List.of("a"), new int[] {2});
  private static final Shape SHAPE = new Shape(2, 3, 13, 12);
  private static final Loss MSE = new MeanSquaredError(new NoSettings());
  private static final Loss L1 = new MeanAbsoluteError(new NoSettings());
  private static final Loss SSIM = new StructuralDissimilarity(new NoSettings());
  private static final Loss SUM =
      new WeightedSum(
          new WeightedSum.Settings(
              List.of(
                  new WeightedSum.Term(TestServices.reference("mse", MSE), 2),
                  new WeightedSum.Term(TestServices.reference("ssim", SSIM), 0.5))));

  private final NDManager manager = NDManager.newBaseManager();
  private final float[] images = numbers(1);
  private final float[] pictures = pictures(images, numbers(2));

  @AfterEach
  void close() {
    manager.close();
  }

  static Stream<Loss> losses() {
    return Stream.of(MSE, L1, SSIM, SUM);
  }

  @Test
  void haveTheValuesOfTheirFormulas() {
    assertThat(loss(MSE, pictures)).isCloseTo(0.015423286f, within(1e-7f));
    assertThat(loss(L1, pictures)).isCloseTo(0.101509616f, within(1e-6f));
    assertThat(loss(SSIM, pictures)).isCloseTo(0.119661935f, within(1e-5f));
    assertThat(loss(SUM, pictures))
        .isCloseTo(2 * 0.015423286f + 0.5f * 0.119661935f, within(1e-5f));
  }

  @Test
  void similarityIsThatOfEachImage() {
    float[] similarities =
        Ssim.apply(manager.create(pictures, SHAPE), manager.create(images, SHAPE)).toFloatArray();
    assertThat(similarities).containsExactly(new float[] {0.88588035f, 0.87479573f}, within(1e-5f));
  }

  @Test
  void measuredSimilarityIsTheSame() {
    MeasuredSsim measured = new MeasuredSsim(13, 12);
    assertThat(measured.of(pictures, images, 0, 3)).isCloseTo(0.88588035, within(1e-6));
    assertThat(measured.of(pictures, images, 3 * 13 * 12, 3)).isCloseTo(0.87479573, within(1e-6));
    assertThat(measured.of(images, images, 0, 3)).isCloseTo(1, within(1e-6));
  }

  @Test
  void similarityOfTwoFlatGreysIsTheirLuminanceAlone() {
    // (2 * 0.2 * 0.6 + 0.0001) / (0.04 + 0.36 + 0.0001), and the structure of nothing is 1.
    NDArray dark = manager.full(new Shape(1, 3, 11, 11), 0.2f);
    NDArray light = manager.full(new Shape(1, 3, 11, 11), 0.6f);
    assertThat(Ssim.apply(dark, light).getFloat(0)).isCloseTo(0.6001f, within(1e-4f));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void areZeroForTheImageItself(Loss loss) {
    assertThat(loss(loss, images)).isCloseTo(0, within(1e-6f));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void haveTheGradientOfFiniteDifferences(Loss loss) {
    float[] gradient = gradient(loss);
    float small = 0.01f;
    for (int at = 5; at < pictures.length; at += 197) {
      float[] above = pictures.clone();
      float[] below = pictures.clone();
      above[at] += small;
      below[at] -= small;
      float slope = (loss(loss, above) - loss(loss, below)) / (2 * small);
      assertThat(gradient[at]).as("value %d", at).isCloseTo(slope, within(5e-5f));
    }
  }

  @Test
  void similaritysGradientIsThatOfAnIndependentComputation() {
    float[] gradient = gradient(SSIM);
    assertThat(gradient[0]).isCloseTo(0, within(1e-6f));
    assertThat(gradient[100]).isCloseTo(-0.001549198f, within(2e-6f));
    assertThat(gradient[400]).isCloseTo(-0.0030609022f, within(2e-6f));
  }

  @Test
  void imagesSmallerThanTheWindowAreAnError() {
    NDList small = new NDList(manager.zeros(new Shape(1, 3, 11, 10)));
    assertThatThrownBy(() -> SSIM.evaluate(small, small, COUNTS))
        .isInstanceOf(UserException.class)
        .hasMessage("the loss ssim compares windows of 11 x 11 pixels, but the images have 10 x 11")
        .extracting(thrown -> ((UserException) thrown).remedy())
        .isEqualTo("make the dataset's image-size at least 11, or use the loss mse or l1");
  }

  private float loss(Loss loss, float[] outputs) {
    NDArray value = loss.evaluate(list(images), list(outputs), COUNTS);
    assertThat(value.getShape()).isEqualTo(new Shape());
    return value.getFloat();
  }

  private float[] gradient(Loss loss) {
    NDArray outputs = manager.create(pictures, SHAPE);
    outputs.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(loss.evaluate(list(images), new NDList(outputs), COUNTS));
    }
    return outputs.getGradient().toFloatArray();
  }

  private NDList list(float[] values) {
    return new NDList(manager.create(values, SHAPE));
  }

  /** Thousandths from a linear congruential generator. */
  private static float[] numbers(long seed) {
    float[] numbers = new float[(int) SHAPE.size()];
    long state = seed;
    for (int at = 0; at < numbers.length; at++) {
      state = (state * 1103515245L + 12345L) % (1L << 31);
      numbers[at] = (state >> 8) % 1000 / 1000f;
    }
    return numbers;
  }

  private static float[] pictures(float[] images, float[] others) {
    float[] pictures = new float[images.length];
    for (int at = 0; at < pictures.length; at++) {
      pictures[at] = 0.7f * images[at] + 0.3f * others[at];
    }
    return pictures;
  }
}

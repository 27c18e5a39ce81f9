package org.atelier.runner.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.atelier.api.tensor.AdaptiveAveragePool;
import org.atelier.api.tensor.ChannelsLast;
import org.atelier.api.tensor.FewFilterConvolution;
import org.atelier.api.tensor.HalvingMaxPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The API's tensor helpers on a real engine. */
@Tag("engine")
@Timeout(60)
class TensorTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final Random random = new Random(7);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void adaptiveAveragePoolAveragesOverlappingCells() {
    NDArray image =
        manager.arange(15).toType(DataType.FLOAT32, false).reshape(new Shape(1, 1, 3, 5));

    // Rows 0-1 and 1-2; columns 0-1, 1-3, 3-4 of
    //  0  1  2  3  4
    //  5  6  7  8  9
    // 10 11 12 13 14
    assertThat(AdaptiveAveragePool.apply(image, 2, 3).toFloatArray())
        .containsExactly(new float[] {3f, 4.5f, 6f, 8f, 9.5f, 11f}, within(1e-5f));
  }

  @Test
  void adaptiveAveragePoolLeavesAnImageOfThatSizeAlone() {
    NDArray image = values(new Shape(2, 3, 4, 5));

    assertThat(AdaptiveAveragePool.apply(image, 4, 5).toFloatArray())
        .containsExactly(image.toFloatArray(), within(1e-6f));
  }

  @Test
  void adaptiveAveragePoolHasTheGradientOfFiniteDifferences() {
    NDArray image = values(new Shape(2, 2, 7, 5));
    NDArray factors = values(new Shape(2, 2, 3, 2));

    assertGradients(
        List.of(image),
        inputs -> AdaptiveAveragePool.apply(inputs.get(0), 3, 2).mul(factors).sum());
  }

  @Test
  void constantsOutliveGarbageCollectionBetweenForwardAndBackward() {
    NDArray image = values(new Shape(4, 1, 97, 97));
    image.setRequiresGradient(true);
    float[] expected = gradientOfSum(image, false);

    assertThat(gradientOfSum(image, true)).isEqualTo(expected);
  }

  @Test
  void fewFiltersConvolveAsPlainConvolution() {
    for (Shape size : List.of(new Shape(2, 3, 13, 10), new Shape(1, 3, 4, 4))) {
      NDArray images = values(size);
      NDArray weight = values(new Shape(2, 3, 4, 4));
      NDArray bias = values(new Shape(2));
      NDArray plain = Conv2d.conv2d(images, weight, bias, new Shape(1, 1), new Shape(2, 2)).get(0);

      NDArray fast = FewFilterConvolution.apply(images, weight, bias, 2);

      assertThat(fast.getShape()).isEqualTo(plain.getShape());
      assertThat(fast.toFloatArray()).containsExactly(plain.toFloatArray(), within(1e-5f));
    }
  }

  @Test
  void fewFiltersPoolAsPlainMaxPooling() {
    for (int side : new int[] {4, 5, 6, 7, 16}) {
      for (int windowPadding : new int[] {0, 1, 2}) {
        NDArray images = values(new Shape(2, 3, side, side + 3));
        NDArray weight = values(new Shape(2, 3, 4, 4));
        // All maxima are below the zero of padding.
        NDArray bias = values(new Shape(2)).sub(100f);
        NDArray plain = pooled(images, weight, bias, windowPadding);

        NDArray fast = FewFilterConvolution.maximum(images, weight, bias, 2, 4, windowPadding);

        assertThat(fast.getShape()).isEqualTo(plain.getShape());
        assertThat(fast.toFloatArray()).containsExactly(plain.toFloatArray(), within(1e-4f));
      }
    }
  }

  @Test
  void fewFiltersHaveTheGradientsOfThePlainWay() {
    NDArray images = values(new Shape(2, 3, 9, 8));
    // A flat image, where all maxima are equal: each still counts once.
    images.set(new ai.djl.ndarray.index.NDIndex("1"), 1f);
    NDArray weight = values(new Shape(1, 3, 4, 4));
    NDArray bias = values(new Shape(1));
    weight.setRequiresGradient(true);
    bias.setRequiresGradient(true);
    NDArray factors = values(new Shape(2, 1, 3, 3));
    float[][] plain =
        gradients(weight, bias, () -> pooled(images, weight, bias, 2).mul(factors).sum());

    float[][] fast =
        gradients(
            weight,
            bias,
            () -> FewFilterConvolution.maximum(images, weight, bias, 2, 4, 2).mul(factors).sum());

    assertThat(fast[0]).containsExactly(plain[0], within(1e-4f));
    assertThat(fast[1]).containsExactly(plain[1], within(1e-4f));
  }

  @Test
  void fewFiltersHaveTheGradientOfFiniteDifferences() {
    NDArray images = values(new Shape(2, 3, 6, 5));
    NDArray factors = values(new Shape(2, 1, 7, 6));

    assertGradients(
        List.of(values(new Shape(1, 3, 4, 4)), values(new Shape(1))),
        inputs ->
            FewFilterConvolution.apply(images, inputs.get(0), inputs.get(1), 2).mul(factors).sum());
  }

  @Test
  void halvingMaxPoolPoolsAsTheEngineDoes() {
    for (Shape size :
        List.of(new Shape(2, 3, 6, 4), new Shape(2, 3, 7, 4), new Shape(1, 2, 6, 5))) {
      NDArray maps = values(size);
      Shape two = new Shape(2, 2);
      NDArray plain = Pool.maxPool2d(maps, two, two, new Shape(0, 0), false);

      NDArray pooled = HalvingMaxPool.apply(maps);

      assertThat(pooled.getShape()).isEqualTo(plain.getShape());
      assertThat(HalvingMaxPool.shape(size)).isEqualTo(plain.getShape());
      assertThat(pooled.toFloatArray()).containsExactly(plain.toFloatArray(), within(1e-6f));
    }
  }

  @Test
  void halvingMaxPoolKeepsASideOfOnePixel() {
    NDArray maps = manager.create(new float[] {1, 4, 3, 2}, new Shape(1, 1, 4, 1));
    assertThat(HalvingMaxPool.apply(maps).getShape()).isEqualTo(new Shape(1, 1, 2, 1));
    assertThat(HalvingMaxPool.apply(maps).toFloatArray()).containsExactly(4, 3);
  }

  @Test
  void halvingMaxPoolGivesTheGradientToTheLargest() {
    NDArray maps = manager.create(new float[] {1, 9, 0, -3, 5, 6, -2, -1}, new Shape(1, 1, 2, 4));
    maps.setRequiresGradient(true);
    NDArray factors = manager.create(new float[] {2, 7}, new Shape(1, 1, 1, 2));
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(HalvingMaxPool.apply(maps).mul(factors).sum());
    }
    assertThat(maps.getGradient().toFloatArray()).containsExactly(0, 2, 7, 0, 0, 0, 0, 0);
  }

  @Test
  void channelsLastKeepsShapesValuesAndGradients() {
    NDArray images = values(new Shape(2, 3, 4, 6));
    NDArray factors = values(new Shape(2, 3, 4, 6));
    images.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray arranged = ChannelsLast.of(images);
      assertThat(arranged.getShape()).isEqualTo(images.getShape());
      assertThat(arranged.toFloatArray()).containsExactly(images.toFloatArray());
      assertThat(arranged.encode()).isEqualTo(images.encode());
      collector.backward(arranged.mul(factors).sum());
    }
    assertThat(images.getGradient().toFloatArray()).containsExactly(factors.toFloatArray());
  }

  @Test
  void poolingByTheEngineTakesChannelsLast() {
    NDArray maps = values(new Shape(2, 3, 6, 4));
    assertThat(HalvingMaxPool.byEngine(ChannelsLast.of(maps)).toFloatArray())
        .containsExactly(HalvingMaxPool.apply(maps).toFloatArray(), within(1e-6f));
  }

  @Test
  void nothingStaysWithTheParameters() {
    NDArray weight = values(new Shape(1, 3, 4, 4));
    NDArray bias = values(new Shape(1));
    try (NDManager parameters = NDManager.newBaseManager();
        NDManager step = NDManager.newBaseManager()) {
      weight.attach(parameters);
      bias.attach(parameters);
      NDArray images = values(new Shape(2, 3, 6, 5));
      images.attach(step);
      FewFilterConvolution.apply(images, weight, bias, 2);
      FewFilterConvolution.maximum(images, weight, bias, 2, 4, 2);

      assertThat(parameters.getManagedArrays()).hasSize(2);
    }
  }

  private static NDArray pooled(NDArray images, NDArray weight, NDArray bias, int windowPadding) {
    return Pool.maxPool2d(
        Conv2d.conv2d(images, weight, bias, new Shape(1, 1), new Shape(2, 2)).get(0),
        new Shape(4, 4),
        new Shape(4, 4),
        new Shape(windowPadding, windowPadding),
        false);
  }

  private float[] gradientOfSum(NDArray image, boolean collectGarbage) {
    try (GradientCollector collector = Engine.getInstance().newGradientCollector();
        NDManager step = manager.newSubManager()) {
      NDArray factor = step.ones(new Shape(1));
      NDArray sum = AdaptiveAveragePool.apply(image.mul(factor), 50, 50).square().sum();
      if (collectGarbage) {
        System.gc();
        for (int garbage = 0; garbage < 100; garbage++) {
          java.nio.ByteBuffer.allocateDirect(50 * 97 * 4).putInt(0, garbage);
        }
      }
      collector.backward(sum);
      float[] gradient = image.getGradient().toFloatArray();
      image.getGradient().subi(image.getGradient());
      return gradient;
    }
  }

  private float[][] gradients(
      NDArray weight, NDArray bias, java.util.function.Supplier<NDArray> loss) {
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(loss.get());
    }
    float[][] gradients = {weight.getGradient().toFloatArray(), bias.getGradient().toFloatArray()};
    for (NDArray parameter : List.of(weight, bias)) {
      parameter.getGradient().subi(parameter.getGradient());
    }
    return gradients;
  }

  /** Compares gradients with central differences; the function must be smooth and not large. */
  private void assertGradients(List<NDArray> inputs, Function<List<NDArray>, NDArray> function) {
    inputs.forEach(input -> input.setRequiresGradient(true));
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(function.apply(inputs));
    }
    float step = 0.05f;
    for (NDArray input : inputs) {
      float[] gradient = input.getGradient().toFloatArray();
      float[] values = input.toFloatArray();
      for (int index = 0; index < values.length; index += 1 + values.length / 20) {
        float above = at(input, values, index, step, inputs, function);
        float below = at(input, values, index, -step, inputs, function);
        assertThat((above - below) / (2 * step)).isCloseTo(gradient[index], within(2e-3f));
      }
    }
  }

  private static float at(
      NDArray input,
      float[] values,
      int index,
      float step,
      List<NDArray> inputs,
      Function<List<NDArray>, NDArray> function) {
    float[] moved = values.clone();
    moved[index] += step;
    NDArray changed = input.getManager().create(moved, input.getShape());
    List<NDArray> all =
        inputs.stream().map(other -> other.equals(input) ? changed : other).toList();
    return function.apply(all).toFloatArray()[0];
  }

  private NDArray values(Shape shape) {
    float[] values = new float[(int) shape.size()];
    for (int index = 0; index < values.length; index++) {
      values[index] = random.nextFloat() - 0.5f;
    }
    return manager.create(values, shape);
  }
}

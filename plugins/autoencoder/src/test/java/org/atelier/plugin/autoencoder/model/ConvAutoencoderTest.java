package org.atelier.plugin.autoencoder.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.atelier.api.UserException;
import org.atelier.runner.plan.SpecBinder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("engine")
@Timeout(120)
class ConvAutoencoderTest {
  private static final ConvAutoencoder STUDY = model(Map.of());

  @Test
  void hasTheParametersAndTheCodeOfTheStudysNetwork() {
    try (TestNetwork network = new TestNetwork(STUDY, 416, 416)) {
      assertThat(network.parameters().values().stream().map(NDArray::getShape))
          .containsExactly(
              new Shape(9, 3, 5, 5),
              new Shape(9),
              new Shape(3, 9, 5, 5),
              new Shape(3),
              new Shape(9, 3, 5, 5),
              new Shape(9),
              new Shape(3, 9, 5, 5),
              new Shape(3));
      assertThat(network.encode(network.images(1, 416, 416)).getShape())
          .isEqualTo(new Shape(1, 3, 104, 104));
      assertThat(network.forward(network.images(1, 416, 416), false).getShape())
          .isEqualTo(new Shape(1, 3, 416, 416));
    }
  }

  @Test
  void withAnotherImageBesideTheFirstConvolutionAloneIsAnother() {
    try (TestNetwork alone = new TestNetwork(STUDY, 9, 14);
        TestNetwork stacked = new TestNetwork(STUDY, 6, 9, 14)) {
      List<Shape> shapes = new ArrayList<>(alone.shapes());
      assertThat(shapes.set(0, new Shape(9, 6, 5, 5))).isEqualTo(new Shape(9, 3, 5, 5));
      assertThat(stacked.shapes()).isEqualTo(shapes);
      NDArray images = stacked.images(4, 9, 14).reshape(2, 6, 9, 14);
      NDArray restored = stacked.forward(images, false);
      assertThat(restored.getShape()).isEqualTo(new Shape(2, 3, 9, 14));
      NDArray others = images.get(":, 3:").mul(0.5);
      assertThat(stacked.forward(images.get(":, :3").concat(others, 1), false).toFloatArray())
          .isNotEqualTo(restored.toFloatArray());
    }
  }

  @Test
  void computesWhatPlainLoopsCompute() {
    try (TestNetwork network = new TestNetwork(STUDY, 8, 12)) {
      NDArray images = network.images(2, 8, 12);
      for (int image = 0; image < 2; image++) {
        double[][][] pixels = cube(images.get(image));
        double[][][] code = code(network, pixels);
        assertClose(network.encode(images).get(image), code);
        assertClose(network.forward(images, false).get(image), restored(network, code));
      }
    }
  }

  private static double[][][] code(TestNetwork network, double[][][] pixels) {
    double[][][] first =
        ReferenceAutoencoder.convolve(pixels, weight(network, 0), bias(network, 0));
    double[][][] active =
        ReferenceAutoencoder.map(ReferenceAutoencoder.maximum(first), value -> Math.max(0, value));
    return ReferenceAutoencoder.maximum(
        ReferenceAutoencoder.convolve(active, weight(network, 1), bias(network, 1)));
  }

  private static double[][][] restored(TestNetwork network, double[][][] code) {
    double[][][] first =
        ReferenceAutoencoder.convolveTransposed(code, weight(network, 2), bias(network, 2));
    double[][][] active =
        ReferenceAutoencoder.map(ReferenceAutoencoder.upsample(first), value -> Math.max(0, value));
    double[][][] last =
        ReferenceAutoencoder.convolveTransposed(active, weight(network, 3), bias(network, 3));
    return ReferenceAutoencoder.map(
        ReferenceAutoencoder.upsample(last), value -> 1 / (1 + Math.exp(-value)));
  }

  @Test
  void gradientsEqualFiniteDifferences() {
    try (TestNetwork network =
        new TestNetwork(model(Map.of("activation", "tanh", "pool", "average")), 9, 6)) {
      NDArray images = network.images(2, 9, 6);
      for (NDArray parameter : network.parameters().values()) {
        parameter.setRequiresGradient(true);
      }
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        collector.backward(network.forward(images, true).square().sum());
      }
      for (Map.Entry<String, NDArray> parameter : network.parameters().entrySet()) {
        float[] gradient = parameter.getValue().getGradient().toFloatArray();
        for (int at = 0; at < gradient.length; at += 151) {
          assertThat((double) gradient[at])
              .as("%s[%d]", parameter.getKey(), at)
              .isCloseTo(slope(network, images, parameter.getValue(), at), within(1e-2));
        }
      }
    }
  }

  /** Returns the sum of squares, added up in double precision. */
  private static double squares(NDArray values) {
    double sum = 0;
    for (float value : values.toFloatArray()) {
      sum += (double) value * value;
    }
    return sum;
  }

  private static double slope(TestNetwork network, NDArray images, NDArray parameter, int at) {
    float small = 0.001f;
    float[] values = parameter.toFloatArray();
    float value = values[at];
    values[at] = value + small;
    parameter.set(values);
    double above = squares(network.forward(images, false));
    values[at] = value - small;
    parameter.set(values);
    double below = squares(network.forward(images, false));
    values[at] = value;
    parameter.set(values);
    return (above - below) / (2.0 * small);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 9", "13, 10", "7, 16"})
  void anImageThatDoesNotDivideIsRestoredAsThePaddedOneAndCut(int height, int width) {
    try (TestNetwork network = new TestNetwork(STUDY, height, width)) {
      NDArray images = network.images(2, height, width);
      int high = (height + 3) / 4 * 4;
      int wide = (width + 3) / 4 * 4;
      float[] pixels = images.toFloatArray();
      float[] padded = new float[6 * high * wide];
      for (int at = 0; at < padded.length; at++) {
        int row = Math.min(height - 1, at / wide % high);
        int column = Math.min(width - 1, at % wide);
        padded[at] = pixels[(at / (high * wide) * height + row) * width + column];
      }
      NDArray whole = network.forward(network.array(padded, new Shape(2, 3, high, wide)), false);
      NDArray restored = network.forward(images, false);
      assertThat(restored.getShape()).isEqualTo(images.getShape());
      assertThat(restored.toFloatArray())
          .containsExactly(
              whole.get(":, :, :%d, :%d".formatted(height, width)).toFloatArray(), within(1e-6f));
      assertThat(network.encode(images).getShape()).isEqualTo(new Shape(2, 3, high / 4, wide / 4));
    }
  }

  @ParameterizedTest
  @EnumSource(Pooling.class)
  void takesEverySettingIntoAccount(Pooling pool) {
    ConvAutoencoder model =
        model(
            Map.of(
                "channels",
                List.of(5, 7, 2),
                "kernel",
                3,
                "depth",
                2,
                "pool",
                pool.name().toLowerCase(java.util.Locale.ROOT),
                "activation",
                "leaky-relu"));
    try (TestNetwork network = new TestNetwork(model, 20, 24)) {
      assertThat(network.parameters()).hasSize(2 * 12);
      assertThat(network.encode(network.images(1, 20, 24)).getShape())
          .isEqualTo(new Shape(1, 2, 3, 3));
      assertThat(network.forward(network.images(1, 20, 24), false).getShape())
          .isEqualTo(new Shape(1, 3, 20, 24));
    }
  }

  @Test
  void putsOutPixelsBetweenZeroAndOne() {
    try (TestNetwork network = new TestNetwork(STUDY, 16, 16)) {
      for (float value :
          network.forward(network.images(1, 16, 16).mul(100), false).toFloatArray()) {
        assertThat(value).isBetween(0f, 1f);
      }
    }
  }

  @Test
  void anEvenKernelIsAnError() {
    assertThatThrownBy(() -> model(Map.of("kernel", 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "kernel: 4 would shift the image by half a pixel: use an odd number, such as 5");
  }

  @ParameterizedTest
  @CsvSource({"kernel, 0", "kernel, 33", "depth, 0", "depth, 9"})
  void refusesWhatIsOutOfRange(String key, int value) {
    assertThatThrownBy(() -> model(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(key + ": must be ");
  }

  @Test
  void refusesMoreWeightsThanFit() {
    ConvAutoencoder model =
        model(Map.of("channels", List.of(1024, 1024, 1024), "kernel", 31, "depth", 2));
    assertThatThrownBy(() -> model.network(new Shape(3, 64, 64), 2))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(
            "conv-autoencoder with channels: [1024, 1024, 1024], kernel: 31 and depth: 2 would"
                + " have ");
  }

  private static ConvAutoencoder model(Map<String, Object> settings) {
    return new ConvAutoencoder(
        (ConvAutoencoder.Settings) SpecBinder.bind(ConvAutoencoder.Settings.class, settings));
  }

  private static double[][][][] weight(TestNetwork network, int layer) {
    NDArray array = List.copyOf(network.parameters().values()).get(2 * layer);
    double[][][][] weight = new double[(int) array.getShape().get(0)][][][];
    for (int filter = 0; filter < weight.length; filter++) {
      weight[filter] = cube(array.get(filter));
    }
    return weight;
  }

  private static double[] bias(TestNetwork network, int layer) {
    float[] values = List.copyOf(network.parameters().values()).get(2 * layer + 1).toFloatArray();
    double[] bias = new double[values.length];
    for (int at = 0; at < bias.length; at++) {
      bias[at] = values[at];
    }
    return bias;
  }

  private static double[][][] cube(NDArray array) {
    Shape shape = array.getShape();
    double[][][] cube = new double[(int) shape.get(0)][(int) shape.get(1)][(int) shape.get(2)];
    float[] values = array.toFloatArray();
    int at = 0;
    for (double[][] plane : cube) {
      for (double[] line : plane) {
        for (int column = 0; column < line.length; column++) {
          line[column] = values[at++];
        }
      }
    }
    return cube;
  }

  private static void assertClose(NDArray actual, double[][][] expected) {
    double[][][] values = cube(actual);
    for (int channel = 0; channel < expected.length; channel++) {
      for (int row = 0; row < expected[0].length; row++) {
        assertThat(values[channel][row]).containsExactly(expected[channel][row], within(1e-5));
      }
    }
  }
}

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

@Tag("engine")
@Timeout(120)
class ResidualAutoencoderTest {
  @Test
  void itsCodeIsAsLargeAsThatOfTheStudysNetwork() {
    try (TestNetwork network = new TestNetwork(model(Map.of("width", 4)), 416, 416)) {
      assertThat(network.encode(network.images(1, 416, 416)).getShape())
          .isEqualTo(new Shape(1, 3, 104, 104));
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 8, 12, 3", "4, 9, 7, 3", "2, 5, 6, 5", "3, 7, 9, 3", "8, 1, 1, 4"})
  void beginsWithTheMeanColourOfEachSquare(int reduction, int height, int width, int channels) {
    Map<String, Object> settings =
        Map.of("reduction", reduction, "code-channels", channels, "width", 6, "blocks", 1);
    try (TestNetwork network = new TestNetwork(model(settings), height, width)) {
      NDArray images = network.images(2, height, width);
      float[] pixels = images.toFloatArray();
      float[] expected = new float[pixels.length];
      for (int at = 0; at < pixels.length; at++) {
        int plane = at / (height * width);
        int top = at / width % height / reduction * reduction;
        int left = at % width / reduction * reduction;
        double sum = 0;
        for (int place = 0; place < reduction * reduction; place++) {
          int row = Math.min(height - 1, top + place / reduction);
          int column = Math.min(width - 1, left + place % reduction);
          sum += pixels[(plane * height + row) * width + column];
        }
        expected[at] = (float) (sum / (reduction * reduction));
      }
      assertThat(network.forward(images, false).toFloatArray())
          .containsExactly(expected, within(1e-5f));
      assertThat(network.encode(images).getShape())
          .isEqualTo(
              new Shape(
                  2,
                  channels,
                  (height + reduction - 1) / reduction,
                  (width + reduction - 1) / reduction));
    }
  }

  @Test
  void withAnotherImageBesideItBeginsWithTheColoursOfTheFirst() {
    ResidualAutoencoder model = model(Map.of("width", 6, "blocks", 1));
    try (TestNetwork alone = new TestNetwork(model, 9, 14);
        TestNetwork stacked = new TestNetwork(model, 6, 9, 14)) {
      List<Shape> shapes = new ArrayList<>(alone.shapes());
      assertThat(shapes.set(0, new Shape(6, 6, 8, 8))).isEqualTo(new Shape(6, 3, 8, 8));
      assertThat(stacked.shapes()).isEqualTo(shapes);
      NDArray images = stacked.images(4, 9, 14).reshape(2, 6, 9, 14);
      NDArray first = stacked.array(images.get(":, :3").toFloatArray(), new Shape(2, 3, 9, 14));
      assertThat(stacked.forward(images, false).toFloatArray())
          .containsExactly(alone.forward(first, false).toFloatArray(), within(1e-6f));
    }
  }

  @Test
  void gradientsReachEveryParameterOnceTheBranchesAreOpen() {
    try (TestNetwork network =
        new TestNetwork(model(Map.of("width", 5, "blocks", 1, "bottleneck", 7)), 9, 6)) {
      NDArray images = network.images(2, 9, 6);
      network.parameters().values().forEach(ResidualAutoencoderTest::fill);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        collector.backward(network.forward(images, true).square().sum());
      }
      for (Map.Entry<String, NDArray> parameter : network.parameters().entrySet()) {
        float[] gradient = parameter.getValue().getGradient().toFloatArray();
        for (int at = 0; at < gradient.length; at += 1 + gradient.length / 2) {
          double slope = slope(network, images, parameter.getValue(), at);
          assertThat((double) gradient[at])
              .as("%s[%d]", parameter.getKey(), at)
              .isCloseTo(slope, within(0.01 + 0.02 * Math.abs(slope)));
        }
      }
    }
  }

  /** Fills a parameter with small numbers, as none may be zero. */
  private static void fill(NDArray parameter) {
    float[] values = new float[(int) parameter.size()];
    for (int at = 0; at < values.length; at++) {
      values[at] = (float) Math.sin(at + values.length) / 8;
    }
    parameter.set(values);
    parameter.setRequiresGradient(true);
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
    double above = squares(network.forward(images, true));
    values[at] = value - small;
    parameter.set(values);
    double below = squares(network.forward(images, true));
    values[at] = value;
    parameter.set(values);
    return (above - below) / (2.0 * small);
  }

  @Test
  void aBottleneckMakesTheCodeAListOfNumbers() {
    try (TestNetwork network =
        new TestNetwork(model(Map.of("width", 4, "bottleneck", 10)), 12, 13)) {
      NDArray images = network.images(2, 12, 13);
      assertThat(network.encode(images).getShape()).isEqualTo(new Shape(2, 10));
      assertThat(network.forward(images, false).getShape()).isEqualTo(images.getShape());
    }
  }

  @Test
  void aCodeOfOneChannelIsPossible() {
    try (TestNetwork network =
        new TestNetwork(model(Map.of("width", 4, "code-channels", 1)), 8, 8)) {
      NDArray images = network.images(2, 8, 8);
      assertThat(network.encode(images).getShape()).isEqualTo(new Shape(2, 1, 2, 2));
      assertThat(network.forward(images, false).getShape()).isEqualTo(images.getShape());
    }
  }

  @Test
  void noiseIsAddedInTrainingAlone() {
    try (TestNetwork network = new TestNetwork(model(Map.of("width", 4, "noise", 0.5)), 8, 8)) {
      NDArray images = network.images(1, 8, 8);
      float[] tested = network.forward(images, false).toFloatArray();
      assertThat(network.forward(images, false).toFloatArray()).isEqualTo(tested);
      float[] trained = network.forward(images, true).toFloatArray();
      assertThat(trained).isNotEqualTo(tested);
      assertThat(network.forward(images, true).toFloatArray()).isNotEqualTo(trained);
      // Means over squares of 16 pixels: a standard deviation of 0.5 / 4.
      float most = 0;
      for (int at = 0; at < trained.length; at++) {
        most = Math.max(most, Math.abs(trained[at] - tested[at]));
      }
      assertThat(most).isBetween(0.05f, 0.6f);
    }
  }

  @Test
  void outsideTrainingPixelsAreBetweenZeroAndOne() {
    try (TestNetwork network = new TestNetwork(model(Map.of("width", 4)), 8, 8)) {
      NDArray images = network.images(1, 8, 8).mul(3).sub(1);
      for (float value : network.forward(images, false).toFloatArray()) {
        assertThat(value).isBetween(0f, 1f);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "code-channels, 0",
    "reduction, 1",
    "reduction, 33",
    "width, 0",
    "blocks, 0",
    "bottleneck, 0",
    "noise, -0.1",
    "noise, 1.1"
  })
  void refusesWhatIsOutOfRange(String key, double value) {
    Object number = value == Math.rint(value) ? (Object) (int) value : (Object) value;
    assertThatThrownBy(() -> model(Map.of(key, number)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(key + ": must be ");
  }

  @Test
  void refusesMoreWeightsThanFit() {
    assertThatThrownBy(() -> model(Map.of("bottleneck", 65536)).network(new Shape(3, 416, 416), 2))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(
            "residual-autoencoder with width: 32, blocks: 2 and bottleneck: 65536 would have ");
  }

  private static ResidualAutoencoder model(Map<String, Object> settings) {
    return new ResidualAutoencoder(
        (ResidualAutoencoder.Settings)
            SpecBinder.bind(ResidualAutoencoder.Settings.class, settings));
  }
}

package org.atelier.plugin.classifier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.atelier.api.UserException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("engine")
class WikiArtCnnTest {
  private static final int HIDDEN = 5;
  private static final int CLASSES = 3;

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({
    "MAX, RELU, 1, 1",
    "MAX, RELU, 2, 3",
    "MAX, SIGMOID, 7, 7",
    "MAX, LEAKY_RELU, 33, 18",
    "MAX, TANH, 64, 64",
    "AVERAGE, SIGMOID, 1, 1",
    "AVERAGE, RELU, 7, 60",
    "AVERAGE, TANH, 49, 49",
    "AVERAGE, SIGMOID, 64, 64",
    "AVERAGE, LEAKY_RELU, 120, 99"
  })
  void putsOutWhatTheReferenceDoes(
      Pooling pooling, Nonlinearity nonlinearity, int height, int width) {
    Block block = network(pooling, nonlinearity, height, width);
    Map<String, double[]> parameters = fill(block);
    double[][][][] images = images(4, height, width);
    ReferenceNetwork reference = new ReferenceNetwork(pooling, nonlinearity, parameters);
    assertClose(forward(block, images, false), reference.forward(images, false), 1e-5);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      assertThat(collector).isNotNull();
      assertClose(forward(block, images, true), reference.forward(images, true), 1e-4);
    }
  }

  @Test
  void rowsAreLogProbabilities() {
    Block block = network(Pooling.AVERAGE, Nonlinearity.SIGMOID, 64, 64);
    NDArray output = forward(block, images(4, 64, 64), false);
    assertThat(output.getShape()).isEqualTo(new Shape(4, CLASSES));
    for (float sum : output.exp().sum(new int[] {1}).toFloatArray()) {
      assertThat(sum).isCloseTo(1, within(1e-5f));
    }
  }

  @ParameterizedTest
  @CsvSource({"MAX, RELU", "AVERAGE, SIGMOID"})
  void gradientsEqualFiniteDifferencesOfTheReference(Pooling pooling, Nonlinearity nonlinearity) {
    Block block = network(pooling, nonlinearity, 9, 9);
    Map<String, double[]> parameters = fill(block);
    double[][][][] images = images(4, 9, 9);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(forward(block, images, true).get(":, 0").sum());
    }
    ReferenceNetwork reference = new ReferenceNetwork(pooling, nonlinearity, parameters);
    for (String name :
        List.of("Convolution_weight", "Normalisation_gamma", "Hidden_weight", "Output_bias")) {
      float[] gradient = parameter(block, name).getArray().getGradient().toFloatArray();
      double[] values = parameters.get(name);
      for (int index = 0; index < Math.min(values.length, 20); index++) {
        assertThat((double) gradient[index])
            .as("%s[%d]", name, index)
            .isCloseTo(difference(reference, images, values, index), within(2e-3));
      }
    }
  }

  @Test
  void hasTheParametersOfTheStudysBaseNetwork() {
    assertThat(shapes(new WikiArtCnn.Settings(Pooling.MAX, Nonlinearity.RELU, 300, 0.01), 416, 27))
        .containsExactly(
            Map.entry("Convolution_weight", new Shape(1, 3, 4, 4)),
            Map.entry("Convolution_bias", new Shape(1)),
            Map.entry("Normalisation_gamma", new Shape(105 * 105)),
            Map.entry("Normalisation_beta", new Shape(105 * 105)),
            Map.entry("Normalisation_runningMean", new Shape(105 * 105)),
            Map.entry("Normalisation_runningVar", new Shape(105 * 105)),
            Map.entry("Hidden_weight", new Shape(300, 105 * 105)),
            Map.entry("Hidden_bias", new Shape(300)),
            Map.entry("Output_weight", new Shape(27, 300)),
            Map.entry("Output_bias", new Shape(27)));
  }

  @Test
  void hasTheParametersOfTheStudysImprovedNetwork() {
    assertThat(
            shapes(
                new WikiArtCnn.Settings(Pooling.AVERAGE, Nonlinearity.SIGMOID, 300, 0.01), 416, 27))
        .containsEntry("Normalisation_gamma", new Shape(2500))
        .containsEntry("Hidden_weight", new Shape(300, 2500))
        .containsEntry("Output_weight", new Shape(27, 300));
  }

  @Test
  void aBatchOfOneUsesTheRunningStatisticsAndLeavesThemAsTheyAre() {
    Block block = network(Pooling.MAX, Nonlinearity.RELU, 9, 9);
    Map<String, double[]> parameters = fill(block);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray output = forward(block, images(1, 9, 9), true);
      collector.backward(output.sum());
      assertClose(
          output,
          new ReferenceNetwork(Pooling.MAX, Nonlinearity.RELU, parameters)
              .forward(images(1, 9, 9), false),
          1e-5);
    }
    for (String name : List.of("Normalisation_runningMean", "Normalisation_runningVar")) {
      float[] after = parameter(block, name).getArray().toFloatArray();
      for (int index = 0; index < after.length; index++) {
        assertThat((double) after[index]).isEqualTo(parameters.get(name)[index]);
      }
    }
  }

  @Test
  void dropsHiddenValuesInTrainingAlone() {
    Block block =
        initialised(new WikiArtCnn.Settings(Pooling.MAX, Nonlinearity.RELU, 200, 0.5), 9, 9);
    double[][][][] images = images(4, 9, 9);
    float[] tested = forward(block, images, false).toFloatArray();
    assertThat(forward(block, images, false).toFloatArray()).isEqualTo(tested);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      assertThat(collector).isNotNull();
      float[] first = forward(block, images, true).toFloatArray();
      assertThat(forward(block, images, true).toFloatArray()).isNotEqualTo(first);
    }
  }

  @Test
  void startsWithinOneOverTheRootOfTheInputs() {
    Block block =
        initialised(new WikiArtCnn.Settings(Pooling.MAX, Nonlinearity.RELU, 300, 0), 63, 63);
    float[] weights = parameter(block, "Hidden_weight").getArray().toFloatArray();
    double bound = 1 / Math.sqrt(17 * 17);
    double squares = 0;
    for (float weight : weights) {
      assertThat(Math.abs((double) weight)).isLessThanOrEqualTo(bound + 1e-6);
      squares += weight * weight;
    }
    assertThat(squares / weights.length).isCloseTo(bound * bound / 3, within(0.02 * bound * bound));
  }

  @Test
  void refusesImagesThatTheEnginesCannotHold() {
    WikiArtCnn model =
        new WikiArtCnn(new WikiArtCnn.Settings(Pooling.MAX, Nonlinearity.RELU, 300, 0.01));
    assertThatThrownBy(() -> model.network(new Shape(3, 20_000, 20_000), 2))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "wikiart-cnn cannot take images of 20000 x 20000 pixels with pool: max and hidden: 300:"
                + " its hidden layer would have 7503000300 weights, at most 2147483647 are"
                + " possible");
  }

  private Block network(Pooling pooling, Nonlinearity nonlinearity, int height, int width) {
    return initialised(new WikiArtCnn.Settings(pooling, nonlinearity, HIDDEN, 0), height, width);
  }

  private Block initialised(WikiArtCnn.Settings settings, int height, int width) {
    Block block = new WikiArtCnn(settings).network(new Shape(3, height, width), CLASSES);
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, height, width));
    return block;
  }

  private Map<String, Shape> shapes(WikiArtCnn.Settings settings, int side, int classes) {
    Block block = new WikiArtCnn(settings).network(new Shape(3, side, side), classes);
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, side, side));
    Map<String, Shape> shapes = new LinkedHashMap<>();
    block
        .getParameters()
        .forEach(entry -> shapes.put(name(entry.getKey()), entry.getValue().getShape()));
    return shapes;
  }

  /** Sets every parameter to numbers of its own, and returns them by the parameters' names. */
  private static Map<String, double[]> fill(Block block) {
    Map<String, double[]> values = new LinkedHashMap<>();
    SplittableRandom random = new SplittableRandom(7);
    block
        .getParameters()
        .forEach(
            entry -> {
              NDArray array = entry.getValue().getArray();
              float[] numbers = new float[(int) array.size()];
              for (int index = 0; index < numbers.length; index++) {
                numbers[index] = (float) random.nextDouble(-0.5, 0.5);
                if (entry.getKey().endsWith("Var") || entry.getKey().endsWith("gamma")) {
                  numbers[index] += 1;
                }
              }
              array.set(numbers);
              values.put(name(entry.getKey()), doubles(numbers));
            });
    return values;
  }

  /** Strips the number that a block puts before the name of its part. */
  private static String name(String key) {
    return key.replaceFirst("^\\d+", "");
  }

  private static Parameter parameter(Block block, String name) {
    return block.getParameters().stream()
        .filter(entry -> name(entry.getKey()).equals(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static double difference(
      ReferenceNetwork reference, double[][][][] images, double[] values, int index) {
    double step = 1e-6;
    double value = values[index];
    values[index] = value + step;
    double above = firstColumn(reference.forward(images, true));
    values[index] = value - step;
    double below = firstColumn(reference.forward(images, true));
    values[index] = value;
    return (above - below) / (2 * step);
  }

  private static double firstColumn(double[][] outputs) {
    double sum = 0;
    for (double[] row : outputs) {
      sum += row[0];
    }
    return sum;
  }

  private NDArray forward(Block block, double[][][][] images, boolean training) {
    int height = images[0][0].length;
    int width = images[0][0][0].length;
    float[] pixels = new float[images.length * 3 * height * width];
    int next = 0;
    for (double[][][] image : images) {
      for (double[][] plane : image) {
        for (double[] row : plane) {
          for (double pixel : row) {
            pixels[next++] = (float) pixel;
          }
        }
      }
    }
    NDArray input = manager.create(pixels, new Shape(images.length, 3, height, width));
    return block
        .forward(new ParameterStore(manager, false), new NDList(input), training)
        .singletonOrThrow();
  }

  private static double[][][][] images(int count, int height, int width) {
    SplittableRandom random = new SplittableRandom(11);
    double[][][][] images = new double[count][3][height][width];
    for (double[][][] image : images) {
      for (double[][] plane : image) {
        for (double[] row : plane) {
          java.util.Arrays.setAll(row, column -> (float) random.nextDouble());
        }
      }
    }
    return images;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    java.util.Arrays.setAll(result, index -> values[index]);
    return result;
  }

  private static void assertClose(NDArray actual, double[][] expected, double tolerance) {
    float[] values = actual.toFloatArray();
    for (int row = 0; row < expected.length; row++) {
      for (int column = 0; column < CLASSES; column++) {
        assertThat((double) values[row * CLASSES + column])
            .as("output (%d, %d)", row, column)
            .isCloseTo(expected[row][column], within(tolerance));
      }
    }
  }
}

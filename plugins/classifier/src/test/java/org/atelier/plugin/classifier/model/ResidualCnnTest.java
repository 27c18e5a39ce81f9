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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.atelier.api.UserException;
import org.atelier.api.tensor.ChannelsLast;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("engine")
class ResidualCnnTest {
  private static final int CLASSES = 3;
  private static final int IMAGES = 4;

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
  @CsvSource({"1, 1, 1", "2, 3, 1", "7, 7, 2", "33, 18, 1", "40, 40, 2"})
  void putsOutWhatTheReferenceDoes(int height, int width, int blocks) {
    ResidualCnn.Settings settings = settings(blocks, 0, 0, 3, 5, 5);
    Block block = initialised(settings, height, width);
    Map<String, double[]> parameters = fill(block);
    double[][][][] images = images(IMAGES, height, width);
    assertClose(
        forward(block, images, false),
        new ReferenceResidualNetwork(settings, parameters, false).forward(images),
        1e-4);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      assertThat(collector).isNotNull();
      assertClose(
          forward(block, images, true),
          new ReferenceResidualNetwork(settings, parameters, true).forward(images),
          1e-3);
    }
  }

  @Test
  void gradientsEqualFiniteDifferencesOfTheReference() {
    ResidualCnn.Settings settings = settings(2, 0, 0, 3, 5);
    Block block = initialised(settings, 18, 18);
    Map<String, double[]> parameters = fill(block);
    double[][][][] images = images(IMAGES, 18, 18);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(forward(block, images, true).get(":, 0").square().sum());
    }
    ReferenceResidualNetwork reference = new ReferenceResidualNetwork(settings, parameters, true);
    for (String name :
        List.of(
            "Stem_Convolution_weight",
            "Stage1Block1_First_Convolution_weight",
            "Stage1Block2_Second_Normalisation_gamma",
            "Stage2Block1_Projection_Convolution_weight",
            "Stage2Block2_Second_Normalisation_beta",
            "Output_weight")) {
      float[] gradient = parameter(block, name).getArray().getGradient().toFloatArray();
      double[] values = parameters.get(name);
      for (int index = 0; index < Math.min(values.length, 5); index++) {
        assertThat((double) gradient[index])
            .as("%s[%d]", name, index)
            .isCloseTo(difference(reference, images, values, index), within(1e-2));
      }
    }
  }

  @Test
  void hasTheParametersOfTwoStages() {
    Block block = initialised(settings(2, 0, 0, 16, 32), 32, 32);
    Map<String, Shape> weights = new LinkedHashMap<>();
    block
        .getParameters()
        .forEach(
            entry -> {
              if (entry.getValue().getType() == Parameter.Type.WEIGHT) {
                weights.put(name(entry.getKey()), entry.getValue().getShape());
              }
            });
    assertThat(weights)
        .containsExactly(
            Map.entry("Stem_Convolution_weight", new Shape(16, 3, 5, 5)),
            Map.entry("Stage1Block1_First_Convolution_weight", new Shape(16, 16, 3, 3)),
            Map.entry("Stage1Block1_Second_Convolution_weight", new Shape(16, 16, 3, 3)),
            Map.entry("Stage1Block2_First_Convolution_weight", new Shape(16, 16, 3, 3)),
            Map.entry("Stage1Block2_Second_Convolution_weight", new Shape(16, 16, 3, 3)),
            Map.entry("Stage2Block1_First_Convolution_weight", new Shape(32, 16, 3, 3)),
            Map.entry("Stage2Block1_Second_Convolution_weight", new Shape(32, 32, 3, 3)),
            Map.entry("Stage2Block1_Projection_Convolution_weight", new Shape(32, 16, 1, 1)),
            Map.entry("Stage2Block2_First_Convolution_weight", new Shape(32, 32, 3, 3)),
            Map.entry("Stage2Block2_Second_Convolution_weight", new Shape(32, 32, 3, 3)),
            Map.entry("Output_weight", new Shape(3, 32)));
  }

  @ParameterizedTest
  @CsvSource({"128, 128", "1, 1", "31, 57"})
  void hasAsManyParametersForEverySize(int height, int width) {
    Block block = initialised(settings(1, 0.3, 0.1, 24, 48), height, width);
    long trained =
        block.getParameters().values().stream()
            .filter(Parameter::requiresGradient)
            .mapToLong(parameter -> parameter.getShape().size())
            .sum();
    // stem 24·3·25 + 2·24, stage one 2·(24·24·9 + 2·24), stage two 24·48·9 + 48·48·9 + 24·48 +
    // 3·2·48, output 48·3 + 3
    assertThat(trained).isEqualTo(1_848 + 10_464 + 10_368 + 20_736 + 1_152 + 288 + 147);
    assertThat(forward(block, images(IMAGES, height, width), false).getShape())
        .isEqualTo(new Shape(IMAGES, CLASSES));
  }

  @Test
  void startsWithTheVarianceThatKeepsThatOfTheSignal() {
    Block block = initialised(settings(1, 0, 0, 64, 64), 32, 32);
    assertThat(variance(block, "Stage2Block1_First_Convolution_weight"))
        .isCloseTo(2.0 / (64 * 9), within(0.05 * 2 / (64 * 9)));
    assertThat(variance(block, "Stem_Convolution_weight"))
        .isCloseTo(2.0 / (3 * 25), within(0.15 * 2 / (3 * 25)));
    assertThat(variance(block, "Output_weight")).isCloseTo(1.0 / 64, within(0.4 / 64));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0", "0, 0.5"})
  void dropsInTrainingAlone(double dropout, double stochasticDepth) {
    Block block = initialised(settings(2, dropout, stochasticDepth, 16, 16), 16, 16);
    double[][][][] images = images(16, 16, 16);
    float[] tested = forward(block, images, false).toFloatArray();
    assertThat(forward(block, images, false).toFloatArray()).isEqualTo(tested);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      assertThat(collector).isNotNull();
      float[] first = forward(block, images, true).toFloatArray();
      assertThat(forward(block, images, true).toFloatArray()).isNotEqualTo(first);
    }
  }

  @Test
  void dropsTheBranchOfWholeImagesAndScalesWhatStays() {
    float rate = 0.25f;
    ResidualBlock always = new ResidualBlock(2, 2, 1, 0);
    ResidualBlock sometimes = new ResidualBlock(2, 2, 1, rate);
    Shape shape = new Shape(400, 2, 3, 3);
    always.initialize(manager, DataType.FLOAT32, shape);
    sometimes.initialize(manager, DataType.FLOAT32, shape);
    fill(always);
    fill(sometimes);
    // so large an input that the ReLU after the sum passes everything
    NDArray maps = manager.randomUniform(100, 101, shape);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      assertThat(collector).isNotNull();
      float[] whole = branch(always, maps);
      float[] dropped = branch(sometimes, maps);
      int kept = 0;
      for (int image = 0; image < 400; image++) {
        boolean stays = Math.abs(dropped[image * 18]) > 1e-4;
        kept += stays ? 1 : 0;
        for (int index = image * 18; index < image * 18 + 18; index++) {
          double expected = stays ? whole[index] / (1 - rate) : 0;
          assertThat((double) dropped[index]).isCloseTo(expected, within(1e-3));
        }
      }
      // 300 of 400 are expected, with a standard deviation of 8.7
      assertThat(kept).isBetween(260, 340);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3, 62, 10, 12",
    "8, 26, 26, 5",
    "11, 26, 26, 5",
    "15, 26, 27, 5",
    "16, 26, 27, 5",
    "17, 40, 9, 5",
    "24, 48, 16, 32"
  })
  void findsTheSameGradientsInEitherOrderOfTheNumbers(
      int channels, int filters, int size, int images) {
    Shape shape = new Shape(images, channels, size, size);
    ResidualBlock block = new ResidualBlock(channels, filters, 2, 0);
    block.initialize(manager, DataType.FLOAT32, shape);
    fill(block);
    NDArray maps = manager.randomUniform(-1, 1, shape);
    List<float[]> planes = gradients(block, maps);
    List<float[]> pixels = gradients(block, ChannelsLast.of(maps));
    for (int index = 0; index < planes.size(); index++) {
      assertThat(pixels.get(index)).containsExactly(planes.get(index), within(0.01f));
    }
  }

  /** Returns the gradients of the mean square of what a block puts out, times a thousand. */
  private List<float[]> gradients(ResidualBlock block, NDArray maps) {
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.zeroGradients();
      collector.backward(
          block
              .forward(new ParameterStore(manager, false), new NDList(maps), true)
              .singletonOrThrow()
              .square()
              .mean()
              .mul(1000));
    }
    return block.getParameters().values().stream()
        .filter(Parameter::requiresGradient)
        .map(parameter -> parameter.getArray().getGradient().toFloatArray())
        .toList();
  }

  @Test
  void aBatchOfOneSmallImageLeavesTheRunningStatisticsFinite() {
    Block block = initialised(settings(1, 0, 0, 4, 4, 4), 4, 4);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(forward(block, images(1, 4, 4), true).sum());
    }
    for (Parameter parameter : block.getParameters().values()) {
      for (float value : parameter.getArray().toFloatArray()) {
        assertThat(value).isFinite();
      }
    }
  }

  @Test
  void refusesMoreWeightsThanTheMemoryOfMostMachines() {
    ResidualCnn model = new ResidualCnn(settings(100, 0, 0, 4096, 4096));
    // 3·25·4096 + 400·9·4096·4096 + 4096·4096 + 2·4096
    assertThatThrownBy(() -> model.network(new Shape(3, 64, 64), 2))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "residual-cnn with widths: [4096, 4096] and blocks: 100 would have 60415070208 weights,"
                + " at most 536870912 are possible");
  }

  private static ResidualCnn.Settings settings(
      int blocks, double dropout, double stochasticDepth, Integer... widths) {
    return new ResidualCnn.Settings(List.of(widths), blocks, dropout, stochasticDepth);
  }

  private Block initialised(ResidualCnn.Settings settings, int height, int width) {
    Block block = new ResidualCnn(settings).network(new Shape(3, height, width), CLASSES);
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, height, width));
    return block;
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

  /** Strips the numbers that blocks put before the names of their parts. */
  private static String name(String key) {
    return key.replaceAll("(^|_)\\d+", "$1");
  }

  private static Parameter parameter(Block block, String name) {
    return block.getParameters().stream()
        .filter(entry -> name(entry.getKey()).equals(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static double variance(Block block, String name) {
    double[] weights = doubles(parameter(block, name).getArray().toFloatArray());
    return Arrays.stream(weights).map(weight -> weight * weight).average().orElseThrow();
  }

  private static double difference(
      ReferenceResidualNetwork reference, double[][][][] images, double[] values, int index) {
    double step = 1e-6;
    double value = values[index];
    values[index] = value + step;
    double above = squares(reference.forward(images));
    values[index] = value - step;
    double below = squares(reference.forward(images));
    values[index] = value;
    return (above - below) / (2 * step);
  }

  private static double squares(double[][] outputs) {
    return Arrays.stream(outputs).mapToDouble(row -> row[0] * row[0]).sum();
  }

  private float[] branch(ResidualBlock block, NDArray maps) {
    return block
        .forward(new ParameterStore(manager, false), new NDList(maps), true)
        .singletonOrThrow()
        .sub(maps)
        .toFloatArray();
  }

  private NDArray forward(Block block, double[][][][] images, boolean training) {
    double[] pixels =
        Arrays.stream(images)
            .flatMap(Arrays::stream)
            .flatMap(Arrays::stream)
            .flatMapToDouble(Arrays::stream)
            .toArray();
    float[] values = new float[pixels.length];
    for (int index = 0; index < values.length; index++) {
      values[index] = (float) pixels[index];
    }
    Shape shape = new Shape(images.length, 3, images[0][0].length, images[0][0][0].length);
    return block
        .forward(
            new ParameterStore(manager, false), new NDList(manager.create(values, shape)), training)
        .singletonOrThrow();
  }

  private static double[][][][] images(int count, int height, int width) {
    SplittableRandom random = new SplittableRandom(11);
    double[][][][] images = new double[count][3][height][width];
    for (double[][][] image : images) {
      for (double[][] plane : image) {
        for (double[] row : plane) {
          Arrays.setAll(row, column -> (float) random.nextDouble());
        }
      }
    }
    return images;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    Arrays.setAll(result, index -> values[index]);
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

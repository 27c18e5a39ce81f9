package org.atelier.plugin.classifier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.atelier.api.UserException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class FisherVectorsTest {
  private static final int SIDE = 40;
  private static final int GAUSSIANS = 3;
  private static final int COMPONENTS = 4;

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void descriptorsOfStripesKnowTheirDirections() {
    // Ramps from dark to light across: all slopes go to the right.
    float[] pixels = new float[3 * SIDE * SIDE];
    for (int index = 0; index < pixels.length; index++) {
      pixels[index] = index % SIDE / (float) SIDE;
    }
    float[] descriptors = descriptors(pixels);
    // 9 x 9 cells and, at half the size, 4 x 4 of them.
    assertThat(descriptors).hasSize((6 * 6 + 1) * GradientDescriptors.LENGTH);
    for (int from = 0; from < descriptors.length; from += GradientDescriptors.LENGTH) {
      for (int index = 0; index < GradientDescriptors.LENGTH; index++) {
        // The third power of the cosine of 45 degrees is 0.35, and none is left from 90 on.
        boolean near = index % 8 == 0 || index % 8 == 1 || index % 8 == 7;
        assertThat(descriptors[from + index] > 0.05).as("number %d", index).isEqualTo(near);
      }
    }
  }

  @Test
  void descriptorsDoNotDependOnContrastAndAreFiniteWithoutAny() {
    float[] pixels = noise(1, 1);
    float[] fainter = new float[pixels.length];
    for (int index = 0; index < pixels.length; index++) {
      fainter[index] = 0.3f + pixels[index] / 2;
    }
    float[] strong = descriptors(pixels);
    float[] faint = descriptors(fainter);
    for (int index = 0; index < strong.length; index++) {
      assertThat(faint[index]).isCloseTo(strong[index], within(0.03f));
    }
    assertThat(descriptors(new float[pixels.length])).containsOnly(0f);
  }

  @Test
  void anImageIsDescribedByTheGradientOfItsLikelihood() {
    FisherNetwork network = new FisherNetwork(new FisherVectors.Settings(GAUSSIANS, COMPONENTS), 2);
    network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, SIDE, SIDE));
    SplittableRandom random = new SplittableRandom(4);
    double[] centre = draw(network, "centre", random, 0, 0.2);
    double[] axes = draw(network, "axes", random, -2, 2);
    double[] weights = draw(network, "weights", random, 0.2, 0.5);
    double total = Arrays.stream(weights).sum();
    Arrays.setAll(weights, index -> weights[index] / total);
    set(network, "weights", weights);
    double[] means = draw(network, "expectations", random, -1, 1);
    double[] deviations = draw(network, "spreads", random, 0.7, 1.4);
    float[] pixels = noise(2, 7);
    NDArray images = manager.create(pixels, new Shape(2, 3, SIDE, SIDE));
    float[] described =
        network
            .layers()
            .get(0)
            .step()
            .forward(new ParameterStore(manager, false), new NDList(images), false)
            .singletonOrThrow()
            .toFloatArray();
    int width = GAUSSIANS * (1 + 2 * COMPONENTS);
    assertThat(described).hasSize(2 * width);
    for (int image = 0; image < 2; image++) {
      int size = pixels.length / 2;
      float[] descriptors =
          descriptors(Arrays.copyOfRange(pixels, image * size, (image + 1) * size));
      double[] expected = fisherVector(descriptors, centre, axes, weights, means, deviations);
      for (int index = 0; index < width; index++) {
        assertThat((double) described[image * width + index])
            .as("number %d", index)
            .isCloseTo(expected[index], within(2e-3));
      }
    }
  }

  /** Works out a Fisher vector point by point, as the paper has it. */
  private static double[] fisherVector(
      float[] descriptors,
      double[] centre,
      double[] axes,
      double[] weights,
      double[] means,
      double[] deviations) {
    int length = GradientDescriptors.LENGTH;
    int points = descriptors.length / length;
    double[] vector = new double[GAUSSIANS * (1 + 2 * COMPONENTS)];
    double[] shareSums = new double[GAUSSIANS];
    for (int from = 0; from < descriptors.length; from += length) {
      double[] point = new double[COMPONENTS];
      for (int index = 0; index < length; index++) {
        for (int component = 0; component < COMPONENTS; component++) {
          point[component] +=
              (descriptors[from + index] - centre[index]) * axes[index * COMPONENTS + component];
        }
      }
      double[] likelihoods = new double[GAUSSIANS];
      for (int gaussian = 0; gaussian < GAUSSIANS; gaussian++) {
        likelihoods[gaussian] = weights[gaussian];
        for (int component = 0; component < COMPONENTS; component++) {
          int at = gaussian * COMPONENTS + component;
          double z = (point[component] - means[at]) / deviations[at];
          likelihoods[gaussian] *= Math.exp(-z * z / 2) / deviations[at];
        }
      }
      double sum = Arrays.stream(likelihoods).sum();
      for (int gaussian = 0; gaussian < GAUSSIANS; gaussian++) {
        double share = likelihoods[gaussian] / sum;
        shareSums[gaussian] += share / points;
        for (int component = 0; component < COMPONENTS; component++) {
          int at = gaussian * COMPONENTS + component;
          double z = (point[component] - means[at]) / deviations[at];
          double scaled = share / points / Math.sqrt(weights[gaussian]);
          vector[GAUSSIANS + at] += scaled * z;
          vector[GAUSSIANS + GAUSSIANS * COMPONENTS + at] += scaled * (z * z - 1) / Math.sqrt(2);
        }
      }
    }
    for (int gaussian = 0; gaussian < GAUSSIANS; gaussian++) {
      vector[gaussian] = Math.sqrt(shareSums[gaussian]);
    }
    double[] roots =
        Arrays.stream(vector).map(v -> Math.signum(v) * Math.sqrt(Math.abs(v))).toArray();
    double norm = Math.sqrt(Arrays.stream(roots).map(v -> v * v).sum());
    return Arrays.stream(roots).map(v -> v / norm).toArray();
  }

  @Test
  void axesAreThoseOfTheLargestVariances() {
    // Along (3, 4) / 5 with variance 8, across it with 2, around (1, 1).
    float[][] vectors = {{3.4f, 4.2f}, {-1.4f, -2.2f}, {-0.6f, 2.2f}, {2.6f, -0.2f}};
    PrincipalAxes axes = PrincipalAxes.of(vectors, 1);
    assertThat(axes.centre()).containsExactly(new float[] {1, 1}, within(1e-6f));
    double sign = Math.signum(axes.axes()[0]);
    assertThat(sign * axes.axes()[0]).isCloseTo(0.6 / Math.sqrt(8), within(1e-6));
    assertThat(sign * axes.axes()[1]).isCloseTo(0.8 / Math.sqrt(8), within(1e-6));
    double squares =
        Arrays.stream(axes.project(vectors)).mapToDouble(point -> point[0] * point[0]).sum();
    assertThat(squares / 4).isCloseTo(1, within(1e-5));
  }

  @Test
  void axesWithoutVarianceAreZero() {
    PrincipalAxes axes = PrincipalAxes.of(new float[][] {{1, 2}, {1, 2}}, 2);
    assertThat(axes.axes()).containsOnly(0f);
  }

  @Test
  void aMixtureFindsWherePointsLie() throws Exception {
    SplittableRandom random = new SplittableRandom(8);
    float[][] points = new float[4000][];
    for (int index = 0; index < points.length; index++) {
      // A quarter around -2 with deviation 0.3, the others around 1 with deviation 0.6.
      boolean left = index % 4 == 0;
      double centre = left ? -2 : 1;
      double deviation = left ? 0.3 : 0.6;
      points[index] =
          new float[] {
            (float) (centre + deviation * random.nextGaussian()), (float) random.nextGaussian()
          };
    }
    GaussianMixture mixture = GaussianMixture.fit(points, 2, random);
    int left = mixture.means()[0] < mixture.means()[2] ? 0 : 1;
    assertThat(mixture.weights()[left]).isCloseTo(0.25f, within(0.02f));
    assertThat(mixture.means()[2 * left]).isCloseTo(-2, within(0.05f));
    assertThat(mixture.deviations()[2 * left]).isCloseTo(0.3f, within(0.03f));
    assertThat(mixture.means()[2 * (1 - left)]).isCloseTo(1, within(0.05f));
    assertThat(mixture.deviations()[2 * (1 - left)]).isCloseTo(0.6f, within(0.03f));
    assertThat(mixture.deviations()[2 * left + 1]).isCloseTo(1, within(0.05f));
  }

  @Test
  void aMixtureOfEqualPointsIsFinite() throws Exception {
    float[][] points =
        IntStream.range(0, 20).mapToObj(index -> new float[2]).toArray(float[][]::new);
    GaussianMixture mixture = GaussianMixture.fit(points, 3, new SplittableRandom(1));
    assertThat(mixture.weights())
        .containsExactly(new float[] {1 / 3f, 1 / 3f, 1 / 3f}, within(1e-5f));
    assertThat(mixture.deviations()).containsOnly(0.1f);
  }

  @Test
  void refusesImagesThatAreTooSmallOrWithoutColour() {
    FisherVectors model = new FisherVectors(new FisherVectors.Settings(2, 3));
    assertThatThrownBy(() -> model.network(new Shape(3, 35, 100), 2))
        .isInstanceOf(UserException.class)
        .hasMessage("fisher-vectors needs images of at least 36 x 36 pixels, not 100 x 35");
    assertThatThrownBy(() -> model.network(new Shape(6, 100, 100), 2))
        .isInstanceOf(UserException.class)
        .hasMessage("fisher-vectors takes images of 3 channels, not of 6");
    assertThat(model.network(new Shape(3, 36, 36), 2)).isNotNull();
  }

  private float[] descriptors(float[] pixels) {
    return GradientDescriptors.of(manager.create(pixels, new Shape(1, 3, SIDE, SIDE)))
        .toFloatArray();
  }

  private static float[] noise(int count, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] pixels = new float[count * 3 * SIDE * SIDE];
    for (int index = 0; index < pixels.length; index++) {
      pixels[index] = (float) random.nextDouble();
    }
    return pixels;
  }

  private static double[] draw(
      FisherNetwork network, String name, SplittableRandom random, double from, double to) {
    double[] values = new double[(int) parameter(network, name).getShape().size()];
    Arrays.setAll(values, index -> (float) random.nextDouble(from, to));
    set(network, name, values);
    return values;
  }

  private static void set(FisherNetwork network, String name, double[] values) {
    float[] floats = new float[values.length];
    for (int index = 0; index < values.length; index++) {
      floats[index] = (float) values[index];
    }
    StatisticsNetwork.fill(parameter(network, name), floats);
  }

  private static Parameter parameter(FisherNetwork network, String name) {
    return network.getDirectParameters().get(name);
  }
}

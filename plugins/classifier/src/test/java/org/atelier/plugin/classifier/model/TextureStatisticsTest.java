package org.atelier.plugin.classifier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.atelier.api.UserException;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.training.LearnsFromData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class TextureStatisticsTest {
  private static final int IMAGES = 6;
  private static final int SIDE = 24;
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

  @Test
  void statisticsOfTheImagesLearntFromAreStandardised() throws Exception {
    TextureNetwork network = learnt(SIDE);
    float[] statistics = statistics(network, images(IMAGES, SIDE)).toFloatArray();
    int width = statistics.length / IMAGES;
    // Two scales of 2·4 + 48, then 2·5 of centroids, 21·22/2 + 21 of covariances, 86 of colours and
    // 64 of layout.
    assertThat(width).isEqualTo(2 * (8 + 48) + 10 + 252 + 86 + 64);
    for (int index = 0; index < width; index++) {
      double sum = 0;
      double squares = 0;
      for (int image = 0; image < IMAGES; image++) {
        double value = statistics[image * width + index];
        sum += value;
        squares += value * value;
      }
      assertThat(sum / IMAGES).as("mean of %d", index).isCloseTo(0, within(5e-3));
      assertThat(squares / IMAGES)
          .as("variance of %d", index)
          .satisfiesAnyOf(
              variance -> assertThat(variance).isCloseTo(1, within(2e-2)),
              variance -> assertThat(variance).isCloseTo(0, within(1e-3)));
    }
  }

  @Test
  void startsWithoutAnOpinion() throws Exception {
    float[] logits = forward(learnt(SIDE), images(IMAGES, SIDE)).toFloatArray();
    assertThat(logits).hasSize(IMAGES * CLASSES).containsOnly(0f);
  }

  @Test
  void learnsTheSameFromTheSameImagesAndChance() throws Exception {
    NDArray images = images(IMAGES, SIDE);
    assertThat(statistics(learnt(SIDE), images).toFloatArray())
        .containsExactly(statistics(learnt(SIDE), images).toFloatArray());
  }

  @Test
  void anImageIsDescribedAloneAsAmongOthers() throws Exception {
    TextureNetwork network = learnt(SIDE);
    NDArray images = images(IMAGES, SIDE);
    float[] together = statistics(network, images).toFloatArray();
    float[] alone = statistics(network, images.get("5:6")).toFloatArray();
    for (int index = 0; index < alone.length; index++) {
      assertThat(alone[index]).isCloseTo(together[5 * alone.length + index], within(1e-3f));
    }
  }

  @Test
  void hasTheSameParametersForEverySizeAndTakesIt() throws Exception {
    TextureNetwork network = learnt(SIDE);
    assertThat(forward(network, images(2, 37)).getShape()).isEqualTo(new Shape(2, CLASSES));
  }

  @Test
  void aFlatImageGivesFiniteNumbers() throws Exception {
    TextureNetwork network = learnt(SIDE);
    for (float value :
        statistics(network, manager.zeros(new Shape(1, 3, SIDE, SIDE))).toFloatArray()) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void centroidsRespondAsTheirFormulaSays() {
    NDArray images = images(1, 9);
    float[] dictionary = new float[2 * 108];
    SplittableRandom random = new SplittableRandom(3);
    for (int from = 0; from < dictionary.length; from += 108) {
      double mean = 0;
      for (int tap = from; tap < from + 108; tap++) {
        dictionary[tap] = (float) random.nextDouble(-1, 1);
        mean += dictionary[tap] / 108;
      }
      for (int tap = from; tap < from + 108; tap++) {
        dictionary[tap] -= (float) mean;
      }
    }
    float[] described =
        Centroids.describe(images, manager.create(dictionary, Centroids.shape(2))).toFloatArray();
    assertThat(described).hasSize(4);
    double[] expected = centroidMoments(images.toFloatArray(), dictionary);
    for (int index = 0; index < 4; index++) {
      assertThat((double) described[index]).isCloseTo(expected[index], within(1e-3));
    }
  }

  /** Returns means and deviations over the four places of a 9 x 9 image, three pixels apart. */
  private static double[] centroidMoments(float[] pixels, float[] dictionary) {
    double[][] matches = new double[2][4];
    for (int place = 0; place < 4; place++) {
      double[] patch = new double[108];
      for (int tap = 0; tap < 108; tap++) {
        int row = place / 2 * 3 + tap / 6 % 6;
        int column = place % 2 * 3 + tap % 6;
        patch[tap] = pixels[tap / 36 * 81 + row * 9 + column];
      }
      double mean = Arrays.stream(patch).average().orElseThrow();
      double variance =
          Arrays.stream(patch)
              .map(value -> (value - mean) * (value - mean))
              .average()
              .orElseThrow();
      double[] responses = new double[2];
      for (int centroid = 0; centroid < 2; centroid++) {
        for (int tap = 0; tap < 108; tap++) {
          responses[centroid] += (patch[tap] - mean) * dictionary[centroid * 108 + tap];
        }
        responses[centroid] /= Math.sqrt(variance + 10.0 / (255 * 255));
      }
      double average = (responses[0] + responses[1]) / 2;
      for (int centroid = 0; centroid < 2; centroid++) {
        matches[centroid][place] = Math.max(0, responses[centroid] - average);
      }
    }
    double[] moments = new double[4];
    for (int centroid = 0; centroid < 2; centroid++) {
      double mean = Arrays.stream(matches[centroid]).average().orElseThrow();
      double squares = Arrays.stream(matches[centroid]).map(m -> m * m).average().orElseThrow();
      moments[centroid] = mean;
      moments[2 + centroid] = Math.sqrt(Math.max(0, squares - mean * mean));
    }
    return moments;
  }

  @Test
  void randomFiltersDoNotRespondToASingleColourAndAreOfNormOne() {
    float[] bank = RandomFilters.draw(3, new SplittableRandom(5));
    for (int filter = 0; filter < 3; filter++) {
      double squares = 0;
      for (int colour = 0; colour < 3; colour++) {
        double sum = 0;
        for (int tap = 0; tap < 25; tap++) {
          float weight = bank[(filter * 3 + colour) * 25 + tap];
          sum += weight;
          squares += weight * weight;
        }
        assertThat(sum).isCloseTo(0, within(1e-5));
      }
      assertThat(squares).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void differencesOfStripesAreAcrossAlone() {
    // Columns black, white, black, white: every difference across is 1, every one down is 0.
    float[] pixels = new float[3 * 4 * 4];
    for (int index = 0; index < pixels.length; index++) {
      pixels[index] = index % 2;
    }
    float[] described =
        PixelStatistics.differences(manager.create(pixels, new Shape(1, 3, 4, 4))).toFloatArray();
    assertThat(described).hasSize(PixelStatistics.DIFFERENCES);
    assertThat((double) described[0]).isCloseTo(Math.log(1.001), within(1e-5));
    for (int map = 1; map < 6; map++) {
      assertThat((double) described[map]).isCloseTo(Math.log(0.001), within(1e-4));
    }
    // The product of brightness across with itself, then its peak: 1 / 1^2.
    assertThat((double) described[6]).isCloseTo(Math.log(1.00001), within(1e-5));
    assertThat((double) described[42]).isCloseTo(Math.log(2), within(1e-5));
  }

  @Test
  void coloursAreSharedOutBetweenNeighbouringCells() {
    // Red 1/2 lies between the second and the third of four points, 1/3 and 2/3; no green or blue.
    NDArray image = manager.zeros(new Shape(1, 3, 2, 2));
    image.set(new ai.djl.ndarray.index.NDIndex(":, 0:1"), 0.5f);
    float[] described = PixelStatistics.colours(image).toFloatArray();
    assertThat(described).hasSize(PixelStatistics.COLOURS);
    assertThat(described[0]).isEqualTo(0.5f);
    int cells = 6 + 16;
    for (int cell = 0; cell < 64; cell++) {
      double share = cell == 16 || cell == 32 ? Math.sqrt(0.5) : 0;
      assertThat((double) described[cells + cell])
          .as("cell %d", cell)
          .isCloseTo(share, within(1e-4));
    }
  }

  @Test
  void whitenedVectorsAreUncorrelatedAndOfVarianceOne() {
    // Covariance of the two and their opposites: ((4, 2), (2, 5)), whose factor is ((2, 0), (1,
    // 2)).
    double root = Math.sqrt(2);
    List<double[]> vectors =
        List.of(
            new double[] {2 * root, root},
            new double[] {0, 2 * root},
            new double[] {-2 * root, -root},
            new double[] {0, -2 * root});
    Whitening whitening = Whitening.of(vectors, 0);
    assertThat(whitening.whiten(new double[] {4, 6}))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(2, 2);
    // The transposed factor ((2, 1), (0, 2)) maps (0.25, 0.5) to (1, 1).
    assertThat(whitening.filter(new double[] {1, 1}))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0.25, 0.5);
    assertThatThrownBy(() -> Whitening.of(List.of(new double[] {1, 1}), 0))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void directionsAreThoseOfTheSumsOfTheirVectors() throws Exception {
    List<double[]> vectors =
        List.of(
            new double[] {3, 1},
            new double[] {3, -1},
            new double[] {-1, 2},
            new double[] {1, 2},
            new double[] {-5, 0.1},
            new double[] {-5, -0.1});
    double[][] directions = SphericalKMeans.directions(vectors, 3, new SplittableRandom(11));
    assertThat(
            Arrays.stream(directions)
                .map(
                    way -> List.of(Math.round(way[0] * 1e6) / 1e6, Math.round(way[1] * 1e6) / 1e6)))
        .containsExactlyInAnyOrder(List.of(1.0, 0.0), List.of(0.0, 1.0), List.of(-1.0, 0.0));
  }

  @Test
  void refusesImagesThatAreTooSmallOrWithoutColour() {
    TextureStatistics model = new TextureStatistics(settings(4));
    assertThatThrownBy(() -> model.network(new Shape(3, 39, 100), CLASSES))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "texture-statistics with scales: 4 needs images of at least 40 x 40 pixels, not 100 x"
                + " 39");
    assertThatThrownBy(() -> model.network(new Shape(6, 100, 100), CLASSES))
        .isInstanceOf(UserException.class)
        .hasMessage("texture-statistics takes images of 3 channels, not of 6");
    assertThat(model.network(new Shape(3, 40, 40), CLASSES)).isNotNull();
  }

  private static TextureStatistics.Settings settings(int scales) {
    return new TextureStatistics.Settings(4, 5, scales);
  }

  private TextureNetwork learnt(int side) throws InterruptedException {
    TextureNetwork network = new TextureNetwork(settings(2), CLASSES);
    network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, side, side));
    LearnsFromData.Images images = () -> new OneBatch(images(IMAGES, side));
    network.learn(images, new SplittableRandom(1));
    return network;
  }

  private NDArray statistics(TextureNetwork network, NDArray images) {
    return network
        .layers()
        .get(0)
        .step()
        .forward(new ParameterStore(manager, false), new NDList(images), false)
        .singletonOrThrow();
  }

  private NDArray forward(Block network, NDArray images) {
    return network
        .forward(new ParameterStore(manager, false), new NDList(images), false)
        .singletonOrThrow();
  }

  /** Returns images of noise, each of a contrast of its own. */
  private NDArray images(int count, int side) {
    SplittableRandom random = new SplittableRandom(9);
    float[] pixels = new float[count * 3 * side * side];
    for (int index = 0; index < pixels.length; index++) {
      int image = index / (3 * side * side);
      pixels[index] = (float) (random.nextDouble() * (image + 1) / count);
    }
    return manager.create(pixels, new Shape(count, 3, side, side));
  }

  /** A pass of a single batch. */
  private final class OneBatch implements Batches.Pass {
    private NDArray images;

    OneBatch(NDArray images) {
      this.images = images;
    }

    @Override
    public Batch next() {
      if (images == null) {
        return null;
      }
      NDManager own = manager.newSubManager();
      images.attach(own);
      Batch batch =
          new Batch(own, images, own.zeros(new Shape(IMAGES, CLASSES)), List.of(0, 1, 2, 3, 4, 5));
      images = null;
      return batch;
    }

    @Override
    public void close() {
      images = null;
    }
  }
}

package org.atelier.plugin.styletransfer.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.atelier.api.service.Compute;
import org.atelier.api.tensor.Scaled;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class FeaturesTest {
  /** How far a value is moved to see how far the result moves. */
  private static final float STEP = 0.01f;

  @TempDir private Path folder;
  private Compute compute;

  @BeforeEach
  void start() {
    compute = new TestServices(folder).compute();
  }

  /** Two channels of 1 x 3: products 14, 32 and 77, divided by 2 * 3. */
  @Test
  void gramMatrixIsTheMeanOfProducts() {
    try (NDManager manager = compute.newManager()) {
      NDArray maps = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(1, 2, 1, 3));
      NDArray gram = Gram.matrix(maps);
      assertThat(gram.getShape()).isEqualTo(new Shape(1, 2, 2));
      assertThat(gram.toFloatArray())
          .containsExactly(new float[] {14 / 6f, 32 / 6f, 32 / 6f, 77 / 6f}, within(1e-5f));
    }
  }

  @Test
  void imagesOfABatchHaveMatricesOfTheirOwn() {
    try (NDManager manager = compute.newManager()) {
      NDArray maps = waves(manager, new Shape(2, 3, 4, 5));
      float[] both = Gram.matrix(maps).toFloatArray();
      float[] second = Gram.matrix(maps.get("1:2")).toFloatArray();
      for (int at = 0; at < 9; at++) {
        assertThat(both[9 + at]).isCloseTo(second[at], within(1e-6f));
      }
    }
  }

  @Test
  void meansAndDeviationsAreThoseOfEachChannel() {
    try (NDManager manager = compute.newManager()) {
      NDArray maps = manager.create(new float[] {1, 3, 1, 3, 5, 5, 5, 5}, new Shape(1, 2, 2, 2));
      assertThat(Gram.means(maps).getShape()).isEqualTo(new Shape(1, 2, 1, 1));
      assertThat(Gram.means(maps).toFloatArray()).containsExactly(2, 5);
      assertThat(Gram.deviations(maps).toFloatArray())
          .containsExactly(new float[] {1, 1e-4f}, within(1e-5f));
    }
  }

  /** Down: (2 - 0)^2 and (4 - 1)^2, a mean of 6.5; across: 1 and 4, a mean of 2.5. */
  @Test
  void totalVariationIsTheMeanSquaredDifferenceOfNeighbours() {
    try (NDManager manager = compute.newManager()) {
      NDArray image = manager.create(new float[] {0, 1, 2, 4}, new Shape(1, 1, 2, 2));
      assertThat(TotalVariation.of(image).getFloat()).isCloseTo(9, within(1e-5f));
    }
  }

  @Test
  void eachSizeIsTheMeanOfSquaresOfTheOneBefore() {
    try (NDManager manager = compute.newManager()) {
      NDArray image = manager.arange(0f, 20f, 1f).reshape(1, 1, 4, 5);
      NDArray half = Pyramid.of(image, 3).get(1);
      assertThat(half.getShape()).isEqualTo(new Shape(1, 1, 2, 2));
      assertThat(half.toFloatArray()).containsExactly(new float[] {3, 5, 13, 15}, within(1e-5f));
      assertThat(Pyramid.of(image, 3).get(2).toFloatArray())
          .containsExactly(new float[] {9}, within(1e-5f));
    }
  }

  /** A red wave, half of its length in the square: its own filter alone answers in the middle. */
  @Test
  void patchesAreTakenApartIntoTheirWaves() {
    try (NDManager manager = compute.newManager()) {
      float[] red = new float[3 * 25];
      for (int place = 0; place < 25; place++) {
        red[place] = (float) (Math.sqrt(0.4) * Math.cos(Math.PI * (place % 5 + 0.5) / 5));
      }
      NDArray waves = Patches.of(manager.create(red, new Shape(1, 3, 5, 5)));
      assertThat(waves.getShape()).isEqualTo(new Shape(1, 75, 3, 3));
      float[] middle = waves.get(":, :, 1:2, 1:2").toFloatArray();
      float[] expected = new float[75];
      expected[1] = (float) (4 * Math.sqrt(5));
      assertThat(middle).containsExactly(expected, within(1e-4f));
    }
  }

  @Test
  void gradientOfPatchesIsThatOfFiniteDifferences() {
    checkGradient(maps -> weighted(Patches.of(maps)));
  }

  @Test
  void gradientOfGramMatricesIsThatOfFiniteDifferences() {
    checkGradient(maps -> weighted(Gram.matrix(maps)));
  }

  @Test
  void gradientOfMeansIsThatOfFiniteDifferences() {
    checkGradient(maps -> weighted(Gram.means(maps)));
  }

  @Test
  void gradientOfDeviationsIsThatOfFiniteDifferences() {
    checkGradient(maps -> weighted(Gram.deviations(maps)));
  }

  @Test
  void gradientOfTotalVariationIsThatOfFiniteDifferences() {
    checkGradient(TotalVariation::of);
  }

  @Test
  void gradientThroughSizesIsThatOfFiniteDifferences() {
    checkGradient(maps -> weighted(Pyramid.of(maps, 2).get(1)));
  }

  /** The memory of the number must not be used for others before the way back reads it. */
  @Test
  void gradientOfAScaledArrayOutlivesTheCollectionOfGarbage() {
    for (int time = 0; time < 20; time++) {
      try (NDManager manager = compute.newManager()) {
        NDArray values = manager.ones(new Shape(3));
        values.setRequiresGradient(true);
        try (GradientCollector collector = compute.predictionGradients()) {
          NDArray sum = Scaled.by(Scaled.by(values, 4).sum(), 0.5);
          System.gc();
          for (int other = 0; other < 100; other++) {
            manager.create(new float[] {7}).close();
          }
          collector.backward(sum);
        }
        assertThat(values.getGradient().toFloatArray()).containsExactly(2, 2, 2);
      }
    }
  }

  /** Sums squares, each with another weight, so that no two errors cancel. */
  private static NDArray weighted(NDArray values) {
    return values.mul(values).mul(waves(values.getManager(), values.getShape()).add(2)).sum();
  }

  private void checkGradient(UnaryOperator<NDArray> function) {
    try (NDManager manager = compute.newManager()) {
      NDArray maps = waves(manager, new Shape(2, 3, 4, 5));
      maps.setRequiresGradient(true);
      try (GradientCollector collector = compute.predictionGradients()) {
        collector.backward(function.apply(maps));
      }
      float[] gradient = maps.getGradient().toFloatArray();
      float[] values = maps.toFloatArray();
      double largest = 0;
      for (float slope : gradient) {
        largest = Math.max(largest, Math.abs(slope));
      }
      assertThat(largest).isPositive();
      for (int at = 0; at < values.length; at += 7) {
        double slope =
            (moved(manager, values, at, STEP, function)
                    - moved(manager, values, at, -STEP, function))
                / (2 * STEP);
        assertThat((double) gradient[at]).as("at %d", at).isCloseTo(slope, within(0.01 * largest));
      }
    }
  }

  private static double moved(
      NDManager manager, float[] values, int at, float step, UnaryOperator<NDArray> function) {
    float[] moved = values.clone();
    moved[at] += step;
    return function.apply(manager.create(moved, new Shape(2, 3, 4, 5))).getFloat();
  }

  /** Returns numbers between -1 and 1 that are all different. */
  private static NDArray waves(NDManager manager, Shape shape) {
    return manager.arange(0f, (float) shape.size(), 1f).mul(0.9f).sin().reshape(shape).duplicate();
  }
}

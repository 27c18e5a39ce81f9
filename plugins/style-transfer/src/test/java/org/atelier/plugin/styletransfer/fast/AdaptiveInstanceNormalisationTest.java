package org.atelier.plugin.styletransfer.fast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class AdaptiveInstanceNormalisationTest {
  private static final Shape MAPS = new Shape(2, 3, 4, 5);
  private static final Shape CHANNELS = new Shape(2, 3);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void givesEachChannelTheMeanAndTheDeviationAskedFor() {
    NDArray means = array(CHANNELS, 1);
    NDArray deviations = array(CHANNELS, 2).abs().add(0.5);

    ChannelStatistics made = ChannelStatistics.of(normalised(array(MAPS, 3), means, deviations));

    assertThat(made.means().toFloatArray())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(means.toFloatArray());
    assertThat(made.deviations().toFloatArray())
        .usingComparatorWithPrecision(1e-3f)
        .containsExactly(deviations.toFloatArray());
  }

  @Test
  void statisticsAreThoseWorkedByHand() {
    NDArray maps = manager.create(new float[] {1, 3, 5, 7, 2, 2, 2, 2}, new Shape(1, 2, 2, 2));

    ChannelStatistics statistics = ChannelStatistics.of(maps);

    assertThat(statistics.means().toFloatArray()).containsExactly(4, 2);
    // the variance of 1, 3, 5, 7 is 5
    assertThat(statistics.deviations().toFloatArray()[0])
        .isCloseTo((float) Math.sqrt(5 + 1e-5), within(1e-6f));
    assertThat(statistics.deviations().toFloatArray()[1])
        .isCloseTo((float) Math.sqrt(1e-5), within(1e-6f));
    assertThat(ChannelStatistics.ofRow(statistics.row()).means().toFloatArray())
        .containsExactly(4, 2);
  }

  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    NDArray[] inputs = {array(MAPS, 3), array(CHANNELS, 1), array(CHANNELS, 2).abs().add(0.5)};
    NDArray weights = array(MAPS, 4);
    float[][] gradients = new float[inputs.length][];
    for (NDArray input : inputs) {
      input.setRequiresGradient(true);
    }
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      collector.backward(weighed(inputs, weights));
    }
    for (int index = 0; index < inputs.length; index++) {
      gradients[index] = inputs[index].getGradient().toFloatArray();
    }
    for (int index = 0; index < inputs.length; index++) {
      for (int at = 0; at < gradients[index].length; at++) {
        double difference = difference(inputs, weights, index, at);
        assertThat((double) gradients[index][at])
            .as("input %d, value %d", index, at)
            .isCloseTo(difference, within(2e-2 + 0.02 * Math.abs(difference)));
      }
    }
  }

  private double difference(NDArray[] inputs, NDArray weights, int index, int at) {
    float step = 1e-2f;
    double[] sums = new double[2];
    for (int side = 0; side < 2; side++) {
      NDArray[] moved = new NDArray[inputs.length];
      for (int other = 0; other < inputs.length; other++) {
        float[] values = inputs[other].toFloatArray();
        if (other == index) {
          values[at] += side == 0 ? -step : step;
        }
        moved[other] = manager.create(values, inputs[other].getShape());
      }
      sums[side] = weighed(moved, weights).toFloatArray()[0];
    }
    return (sums[1] - sums[0]) / (2 * step);
  }

  private static NDArray weighed(NDArray[] inputs, NDArray weights) {
    return normalised(inputs[0], inputs[1], inputs[2]).mul(weights).sum();
  }

  private static NDArray normalised(NDArray maps, NDArray means, NDArray deviations) {
    return AdaptiveInstanceNormalisation.apply(maps, ChannelStatistics.of(maps), means, deviations);
  }

  private NDArray array(Shape shape, int seed) {
    Random random = new Random(seed);
    float[] values = new float[(int) shape.size()];
    for (int at = 0; at < values.length; at++) {
      values[at] = (float) random.nextGaussian();
    }
    return manager.create(values, shape);
  }
}

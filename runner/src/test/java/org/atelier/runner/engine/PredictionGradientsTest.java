package org.atelier.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("engine")
@Timeout(60)
class PredictionGradientsTest {
  private static final Shape IMAGES = new Shape(2, 3, 6, 6);

  private final NDManager manager = NDManager.newBaseManager();
  private final ParameterStore parameters = new ParameterStore(manager, false);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void areThoseOfFiniteDifferencesThroughNormalisationAndDropout() {
    SequentialBlock network = network();
    NDArray images = manager.create(values(), IMAGES);
    images.setRequiresGradient(true);
    float outside = score(network, images).getFloat();
    float inside;
    float[] gradient;
    try (GradientCollector collector = PredictionGradients.collector(Engine.getInstance())) {
      NDArray score = score(network, images);
      collector.backward(score);
      inside = score.getFloat();
      gradient = images.getGradient().toFloatArray();
    }

    assertThat(inside).isCloseTo(outside, within(1e-5f));
    float step = 0.02f;
    for (int index = 0; index < gradient.length; index += 7) {
      float difference = (at(network, index, step) - at(network, index, -step)) / (2 * step);
      assertThat(gradient[index]).isCloseTo(difference, within(2e-3f));
    }
  }

  private float at(SequentialBlock network, int index, float step) {
    float[] moved = values();
    moved[index] += step;
    return score(network, manager.create(moved, IMAGES)).getFloat();
  }

  private NDArray score(SequentialBlock network, NDArray images) {
    NDArray outputs = network.forward(parameters, new NDList(images), false).singletonOrThrow();
    return outputs.mul(manager.create(new float[] {1, -2, 0.5f, 3}, new Shape(2, 2))).sum();
  }

  private SequentialBlock network() {
    BatchNorm normalisation = BatchNorm.builder().build();
    SequentialBlock network =
        new SequentialBlock()
            .add(Conv2d.builder().setFilters(3).setKernelShape(new Shape(3, 3)).build())
            .add(normalisation)
            .add(Activation.sigmoidBlock())
            .add(Dropout.builder().optRate(0.5f).build())
            .add(Blocks.batchFlattenBlock())
            .add(Linear.builder().setUnits(2).build());
    network.initialize(manager, DataType.FLOAT32, IMAGES);
    // Far from a batch's own statistics, so that it shows which ones are used.
    set(normalisation, "runningMean", 0.3f, -0.2f, 0.1f);
    set(normalisation, "runningVar", 0.2f, 2f, 0.5f);
    set(normalisation, "gamma", 1.5f, 0.7f, -1f);
    return network;
  }

  private static void set(BatchNorm normalisation, String name, float... values) {
    Parameter parameter = normalisation.getDirectParameters().get(name);
    parameter.getArray().set(values);
  }

  private static float[] values() {
    float[] values = new float[(int) IMAGES.size()];
    for (int index = 0; index < values.length; index++) {
      values[index] = (float) Math.sin(0.7 * index);
    }
    return values;
  }
}

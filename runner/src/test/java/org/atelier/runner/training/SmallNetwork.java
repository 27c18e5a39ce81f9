package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import java.util.Map;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Model;
import org.atelier.api.Reference;
import org.atelier.api.training.Objective;

/** A classifier with a layer of each kind that behaves differently in training. */
final class SmallNetwork implements Model {
  static final ComponentSpec SPEC = new ComponentSpec("small-network", Map.of("hidden", 6));

  private final int hidden;

  SmallNetwork() {
    this(6);
  }

  SmallNetwork(int hidden) {
    this.hidden = hidden;
  }

  static Reference<Model> reference() {
    return Reference.to("small", SPEC, new SmallNetwork());
  }

  @Override
  public Block network(Shape image, int classes) {
    return new SequentialBlock()
        .add(Conv2d.builder().setFilters(1).setKernelShape(new Shape(3, 3)).build())
        .add(Blocks.batchFlattenBlock())
        .add(BatchNorm.builder().build())
        .add(Linear.builder().setUnits(hidden).build())
        .add(Dropout.builder().optRate(0.1f).build())
        .add(Activation::sigmoid)
        .add(Linear.builder().setUnits(classes).build());
  }

  /** Returns mean cross-entropy. */
  static Objective crossEntropy() {
    return (network, batch, training) -> {
      NDArray logits =
          network.forward(new ai.djl.ndarray.NDList(batch.images()), training).singletonOrThrow();
      return logits.logSoftmax(1).mul(batch.targets()).sum().neg().div(batch.size());
    };
  }
}

package org.atelier.plugin.styletransfer.embedding;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import java.util.Map;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Loss;
import org.atelier.api.Model;
import org.atelier.api.Reference;

/** One convolution, of as many channels as there are to three. */
final class SmallAutoencoder implements Model {
  static Reference<Model> reference() {
    return Reference.to("small", new ComponentSpec("small", Map.of()), new SmallAutoencoder());
  }

  static Reference<Loss> meanSquaredError() {
    return Reference.to(
        "mse",
        new ComponentSpec("mse", Map.of()),
        (targets, outputs, counts) ->
            outputs.singletonOrThrow().sub(targets.singletonOrThrow()).square().mean());
  }

  @Override
  public Block network(Shape image, int classes) {
    return new SequentialBlock()
        .add(
            Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .optPadding(new Shape(1, 1))
                .setFilters(3)
                .build())
        .add(Activation::sigmoid);
  }
}

package org.atelier.pipelines;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import jakarta.inject.Inject;
import java.util.List;
import org.atelier.api.Component;
import org.atelier.api.Model;
import org.atelier.api.NoSettings;
import org.atelier.api.Plugin;

/** Offers a network of the convolutions that kill MXNet's process on some CPUs. */
public final class CrashingShapesPlugin implements Plugin {
  @Override
  public List<Component<?>> components() {
    return List.of(
        Component.model(
            "crashing-shapes",
            "Convolutions from 3 to 8, 8 to 8, 16 to 16 and 64 to 64 channels.",
            NoSettings.class,
            CrashingShapes.class));
  }

  /** The network. */
  public static final class CrashingShapes implements Model {
    /** Makes the model. */
    @Inject
    public CrashingShapes(NoSettings settings) {}

    @Override
    public Block network(Shape image, int classes) {
      return new SequentialBlock()
          .add(convolution(8, 5))
          .add(Activation.reluBlock())
          .add(convolution(8, 5))
          .add(Activation.reluBlock())
          .add(convolution(16, 3))
          .add(convolution(16, 3))
          .add(Activation.reluBlock())
          .add(convolution(64, 3))
          .add(convolution(64, 3))
          .add(Blocks.batchFlattenBlock())
          .add(Linear.builder().setUnits(classes).build());
    }

    private static Block convolution(int filters, int kernel) {
      return Conv2d.builder().setFilters(filters).setKernelShape(new Shape(kernel, kernel)).build();
    }
  }
}

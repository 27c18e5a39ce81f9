package org.atelier.runner.training;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.Arrays;
import java.util.Optional;

/**
 * About how much memory training a network takes, before it is trained: its parameters with all
 * that is kept for each of them, and what its layers put out for a batch, which is kept until the
 * gradients are there. What engines need besides, such as room to unfold convolutions in, is not
 * known beforehand.
 *
 * @param parameters how many numbers are learnt
 * @param outputs how many numbers all layers together put out for one image, the image included
 * @param largest how many the largest of them does
 */
record MemoryEstimate(long parameters, long outputs, long largest) {
  private static final int BYTES = 4;

  /** The parameters, their gradients, two averages of an optimiser, and the best so far. */
  private static final int COPIES = 5;

  /**
   * Adds up the layers of a network.
   *
   * @param network an initialised network
   * @return the estimate; empty if a layer does not tell its shapes
   */
  static Optional<MemoryEstimate> of(Block network) {
    try {
      long parameters =
          network.getParameters().values().stream()
              .mapToLong(parameter -> parameter.getShape().size())
              .sum();
      return Optional.of(image(network).plus(layers(network)).with(parameters));
    } catch (IllegalStateException | UnsupportedOperationException | NullPointerException e) {
      // A block that was written without DJL's base class may know nothing of its shapes.
      return Optional.empty();
    }
  }

  /** Returns the bytes that training takes. */
  long bytes(int batchSize) {
    // Engines keep room for the gradient of each output; in the largest they work as well.
    return BYTES * (COPIES * parameters + 2L * batchSize * (outputs + largest));
  }

  private MemoryEstimate plus(MemoryEstimate other) {
    return new MemoryEstimate(
        parameters, outputs + other.outputs, Math.max(largest, other.largest));
  }

  private MemoryEstimate with(long count) {
    return new MemoryEstimate(count, outputs, largest);
  }

  private static MemoryEstimate image(Block network) {
    return sizes(network.getInputShapes(), network.getInputShapes());
  }

  /** Adds up what the innermost blocks put out. */
  private static MemoryEstimate layers(Block block) {
    if (block.getChildren().isEmpty()) {
      Shape[] inputs = block.getInputShapes();
      return sizes(block.getOutputShapes(inputs), inputs);
    }
    MemoryEstimate sum = new MemoryEstimate(0, 0, 0);
    for (Block child : block.getChildren().values()) {
      sum = sum.plus(layers(child));
    }
    return sum;
  }

  private static MemoryEstimate sizes(Shape[] outputs, Shape[] inputs) {
    long images = Math.max(1, inputs[0].get(0));
    long size = Arrays.stream(outputs).mapToLong(shape -> Math.abs(shape.size())).sum() / images;
    return new MemoryEstimate(0, size, size);
  }
}

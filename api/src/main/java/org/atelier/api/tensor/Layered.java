package org.atelier.api.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A network that is a chain of layers without being a {@link ai.djl.nn.SequentialBlock}: its block
 * implements this, so that its layers can be named, run and looked into (see {@link Layers}).
 */
@ConsumerType
public interface Layered {
  /**
   * Returns the layers. Running one after another, from the network's input, is running the
   * network.
   */
  List<Layer> layers();

  /**
   * One layer.
   *
   * @param name lower case words joined by hyphens, parts separated by {@code /}, as in {@code
   *     stage-2/block-1}; no other layer of the network has it
   * @param hasParameters whether it has parameters
   * @param step runs it
   */
  record Layer(String name, boolean hasParameters, Step step) {
    /** Checks that everything is there. */
    public Layer {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(step, "step");
    }

    /** Returns a layer that is a block. */
    public static Layer of(String name, Block block) {
      return new Layer(name, !block.getParameters().isEmpty(), block::forward);
    }

    /** Returns a layer without parameters, which does the same in training as otherwise. */
    public static Layer of(String name, UnaryOperator<NDArray> function) {
      return new Layer(
          name,
          false,
          (parameters, inputs, training) -> new NDList(function.apply(inputs.singletonOrThrow())));
    }
  }

  /** What a layer does. */
  @FunctionalInterface
  interface Step {
    /**
     * Runs the layer.
     *
     * @param parameters where the parameters' values are
     * @param inputs what the layer before puts out
     * @param training whether dropout drops and batch normalisation uses the batch's statistics
     */
    NDList forward(ParameterStore parameters, NDList inputs, boolean training);
  }
}

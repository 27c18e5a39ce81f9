package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import ai.djl.util.PairList;
import java.util.function.Function;

/**
 * Layers one after the other, each with a name of its own.
 *
 * <p>What a layer computes on its way is freed as soon as the layer is done, as far as gradients do
 * not need it: a frozen backbone needs the memory of one layer, not of all.
 */
class LayerSequence extends SequentialBlock {
  /** Appends a layer. */
  LayerSequence then(String name, Block layer) {
    addChildBlock(name, layer);
    return this;
  }

  /** Appends a layer without parameters. */
  LayerSequence then(String name, Function<NDArray, NDArray> function) {
    return then(name, LambdaBlock.singleton(function, name));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDManager owner = inputs.head().getManager();
    NDList current = inputs;
    boolean lent = true;
    for (Pair<String, Block> layer : getChildren()) {
      try (NDManager scope = owner.newSubManager()) {
        if (lent) {
          // they go back to their owner
          scope.tempAttachAll(current);
          lent = false;
        } else {
          current.attach(scope);
        }
        current = layer.getValue().forward(parameters, current, training);
        current.attach(owner);
      }
    }
    return current;
  }
}

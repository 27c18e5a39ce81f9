package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;

/** Keeps a copy of a network's parameters from the epoch with the least validation loss. */
final class BestParameters implements AutoCloseable {
  private final Block block;
  private final NDManager memory;
  private final NDList copies = new NDList();
  private double loss = Double.POSITIVE_INFINITY;
  private int epoch;

  /**
   * Keeps nothing yet.
   *
   * @param block the network
   * @param memory owns the copies; closed with this
   */
  BestParameters(Block block, NDManager memory) {
    this.block = block;
    this.memory = memory;
  }

  /** Keeps the parameters as they are, if the loss is less than any before. */
  void offer(int offeredEpoch, double offeredLoss) {
    if (offeredLoss >= loss) {
      return;
    }
    loss = offeredLoss;
    epoch = offeredEpoch;
    copies.close();
    copies.clear();
    for (Parameter parameter : block.getParameters().values()) {
      NDArray copy = parameter.getArray().duplicate();
      copy.attach(memory);
      copies.add(copy);
    }
  }

  /** Returns the epoch of the least loss, 0 before the first. */
  int epoch() {
    return epoch;
  }

  /** Gives the network the parameters that were kept. */
  void restore() {
    int index = 0;
    for (Parameter parameter : block.getParameters().values()) {
      copies.get(index++).copyTo(parameter.getArray());
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}

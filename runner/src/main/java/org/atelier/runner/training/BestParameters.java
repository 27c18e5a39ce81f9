package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.List;

/** Keeps a copy of a network's parameters from the epoch with the least validation loss. */
final class BestParameters implements AutoCloseable, Resumable {
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
    NDList arrays = new NDList();
    for (Parameter parameter : block.getParameters().values()) {
      arrays.add(parameter.getArray());
    }
    keep(arrays);
  }

  private void keep(NDList arrays) {
    copies.close();
    copies.clear();
    for (NDArray array : arrays) {
      NDArray copy = array.duplicate();
      copy.attach(memory);
      copies.add(copy);
    }
  }

  @Override
  public List<Double> numbers() {
    return List.of((double) epoch, loss);
  }

  @Override
  public NDList arrays() {
    return copies;
  }

  @Override
  public void restore(List<Double> numbers, NDList arrays) {
    epoch = numbers.get(0).intValue();
    loss = numbers.get(1);
    keep(arrays);
  }

  /** Returns the epoch of the least loss, 0 before the first. */
  int epoch() {
    return epoch;
  }

  /** Gives the network the parameters that were kept. */
  void show() {
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

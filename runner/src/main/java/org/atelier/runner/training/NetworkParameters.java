package org.atelier.runner.training;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.List;

/**
 * All parameters of a network, the frozen ones and the running statistics of normalisation among
 * them.
 */
final class NetworkParameters implements Resumable {
  private final Block block;

  NetworkParameters(Block block) {
    this.block = block;
  }

  @Override
  public List<Double> numbers() {
    return List.of();
  }

  @Override
  public NDList arrays() {
    NDList arrays = new NDList();
    for (Parameter parameter : block.getParameters().values()) {
      arrays.add(parameter.getArray());
    }
    return arrays;
  }

  @Override
  public void restore(List<Double> numbers, NDList arrays) {
    Resumable.copy(arrays, arrays());
  }
}

package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * An exponential moving average of a network's parameters over the steps of training (Polyak and
 * Juditsky 1992; as used by Tarvainen and Valpola 2017).
 *
 * <p>After step {@code t}, counted from 1, {@code average = d * average + (1 - d) * parameter} with
 * {@code d = min(decay, t / (9 + t))}: in the beginning the average forgets faster, since it began
 * at values that were drawn. The running statistics of batch normalisation are averaged in the same
 * way, so that they fit the averaged weights. Frozen parameters stay as they are, and need no
 * average.
 */
final class AveragedParameters implements AutoCloseable, Resumable {
  private static final double START = 9;

  private final double decay;
  private final NDManager memory;
  private final List<NDArray> parameters = new ArrayList<>();
  private final NDList averages = new NDList();
  private final NDList hidden = new NDList();
  private int steps;

  private AveragedParameters(double decay, NDManager memory) {
    this.decay = decay;
    this.memory = memory;
  }

  /**
   * Starts the average at the parameters as they are.
   *
   * @param decay how much of the average a step keeps; 0 to keep no average, and do nothing
   * @param block the network
   * @param memory owns the average; closed with this
   */
  static AveragedParameters of(double decay, Block block, NDManager memory) {
    AveragedParameters average = new AveragedParameters(decay, memory);
    if (decay > 0) {
      for (Parameter parameter : block.getParameters().values()) {
        if (changes(parameter)) {
          average.parameters.add(parameter.getArray());
          average.averages.add(average.copy(parameter.getArray()));
        }
      }
    }
    return average;
  }

  private static boolean changes(Parameter parameter) {
    Parameter.Type type = parameter.getType();
    return parameter.requiresGradient()
        || type == Parameter.Type.RUNNING_MEAN
        || type == Parameter.Type.RUNNING_VAR;
  }

  @Override
  public List<Double> numbers() {
    return List.of((double) steps);
  }

  @Override
  public NDList arrays() {
    return averages;
  }

  @Override
  public void restore(List<Double> numbers, NDList arrays) {
    steps = numbers.get(0).intValue();
    Resumable.copy(arrays, averages);
  }

  /** Follows the parameters after a step. */
  void follow() {
    steps++;
    float share = (float) (1 - Math.min(decay, steps / (START + steps)));
    for (int index = 0; index < parameters.size(); index++) {
      try (NDManager scope = memory.newSubManager()) {
        NDArray values = parameters.get(index).stopGradient();
        values.attach(scope);
        NDArray average = averages.get(index);
        NDArray difference = values.sub(average);
        average.addi(difference.muli(share));
      }
    }
  }

  /** Gives the network the average, until {@link #hide()}. */
  void show() {
    for (int index = 0; index < parameters.size(); index++) {
      hidden.add(copy(parameters.get(index)));
      averages.get(index).copyTo(parameters.get(index));
    }
  }

  /** Gives the network its own parameters again. */
  void hide() {
    for (int index = 0; index < parameters.size(); index++) {
      hidden.get(index).copyTo(parameters.get(index));
    }
    hidden.close();
    hidden.clear();
  }

  private NDArray copy(NDArray parameter) {
    try (NDArray values = parameter.stopGradient()) {
      NDArray copy = values.duplicate();
      copy.attach(memory);
      return copy;
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}

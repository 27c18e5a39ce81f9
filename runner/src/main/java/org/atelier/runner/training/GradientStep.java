package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.atelier.api.training.TrainingSettings;

/**
 * Moves parameters along their gradients.
 *
 * <p>DJL's optimizers keep what they remember from step to step to themselves, so that training
 * could not be saved and taken up again. Their arithmetic, one fused operation for each parameter,
 * is in the open, and used here.
 */
abstract class GradientStep implements AutoCloseable {
  static final float NO_WEIGHT_DECAY = 0f;
  static final float NO_RESCALING = 1f;
  static final float NO_CLIPPING = -1f;

  private final List<NDArray> parameters = new ArrayList<>();
  private final NDManager memory;

  /**
   * Prepares the steps of a network's trainable parameters.
   *
   * @param block the network
   * @param memory owns what is remembered from step to step; closed with this
   */
  GradientStep(Block block, NDManager memory) {
    this.memory = memory;
    for (Parameter parameter : block.getParameters().values()) {
      if (parameter.requiresGradient()) {
        NDArray array = parameter.getArray();
        array.setRequiresGradient(true);
        parameters.add(array);
      }
    }
  }

  /** Returns the steps that the settings ask for. */
  static GradientStep of(TrainingSettings settings, Block block, NDManager memory) {
    return switch (settings.optimizer()) {
      case ADAM -> new AdamStep(block, memory);
      case SGD -> new MomentumStep(block, memory);
    };
  }

  /** Takes one step with the gradients that there are, and sets them to zero. */
  void take(double learningRate) {
    begin();
    for (int index = 0; index < parameters.size(); index++) {
      NDArray parameter = parameters.get(index);
      // A new handle at each call: it would stay with the parameters' manager.
      try (NDArray gradient = parameter.getGradient()) {
        move(index, parameter, gradient, (float) learningRate);
      }
    }
  }

  /** Called before each step. */
  void begin() {}

  /** Moves one parameter, and sets its gradient to zero where the engine would add to it. */
  abstract void move(int index, NDArray parameter, NDArray gradient, float learningRate);

  /** Returns an array of zeros beside each parameter, in their order. */
  final NDList zeros() {
    NDList zeros = new NDList(parameters.size());
    for (NDArray parameter : parameters) {
      zeros.add(memory.zeros(parameter.getShape(), parameter.getDataType()));
    }
    return zeros;
  }

  @Override
  public void close() {
    memory.close();
  }
}

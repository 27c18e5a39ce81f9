package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import org.atelier.api.training.StepSettings;

/**
 * Stochastic gradient descent with Nesterov's momentum (Sutskever and others 2013, section 2, with
 * the parameters kept where the gradient is taken): {@code change = rate * (gradient + decay *
 * parameter)}, {@code velocity = momentum * velocity - change}, and the parameter moves by {@code
 * momentum * velocity - change}.
 *
 * <p>PyTorch's binding lacks an operation for it.
 */
final class NesterovStep extends GradientStep {
  private final float momentum;
  private final NDList velocities = zeros();
  private final NDManager memory;

  NesterovStep(StepSettings settings, Block block, NDManager memory) {
    super(settings, block, memory);
    this.memory = memory;
    momentum = (float) settings.momentum();
  }

  @Override
  public NDList arrays() {
    return velocities;
  }

  @Override
  void move(int index, NDArray parameter, NDArray gradient, float learningRate, float rescaling) {
    try (NDManager scope = memory.newSubManager()) {
      NDArray change = gradient.mul(rescaling * learningRate);
      change.attach(scope);
      if (weightDecay(index) != NO_WEIGHT_DECAY) {
        NDArray values = parameter.stopGradient();
        values.attach(scope);
        change = change.add(values.mul(learningRate * weightDecay(index)));
      }
      NDArray velocity = velocities.get(index);
      velocity.muli(momentum).subi(change);
      NDArray ahead = velocity.mul(momentum);
      ahead.attach(scope);
      subtract(parameter, change.sub(ahead), 1f);
    }
  }
}

package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import org.atelier.api.training.StepSettings;

/**
 * Stochastic gradient descent with momentum: {@code velocity = momentum * velocity - rate *
 * (gradient + decay * parameter)}, and the parameter moves by the velocity.
 */
final class MomentumStep extends GradientStep {
  private final float momentum;
  private final NDList velocities = zeros();

  MomentumStep(StepSettings settings, Block block, NDManager memory) {
    super(settings, block, memory);
    momentum = (float) settings.momentum();
  }

  @Override
  public NDList arrays() {
    return velocities;
  }

  @Override
  void move(int index, NDArray parameter, NDArray gradient, float learningRate, float rescaling) {
    parameter
        .getNDArrayInternal()
        .sgdUpdate(
            momentum == 0
                ? new NDList(parameter, gradient)
                : new NDList(parameter, gradient, velocities.get(index)),
            new NDList(parameter),
            learningRate,
            weightDecay(index),
            rescaling,
            NO_CLIPPING,
            momentum,
            false);
  }
}

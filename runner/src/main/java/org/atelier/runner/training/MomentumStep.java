package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;

/**
 * Stochastic gradient descent with momentum: {@code velocity = 0.9 * velocity - rate * gradient},
 * and the parameter moves by the velocity.
 */
final class MomentumStep extends GradientStep {
  private static final float MOMENTUM = 0.9f;

  private final NDList velocities = zeros();

  MomentumStep(Block block, NDManager memory) {
    super(block, memory);
  }

  @Override
  void move(int index, NDArray parameter, NDArray gradient, float learningRate) {
    parameter
        .getNDArrayInternal()
        .sgdUpdate(
            new NDList(parameter, gradient, velocities.get(index)),
            new NDList(parameter),
            learningRate,
            NO_WEIGHT_DECAY,
            NO_RESCALING,
            NO_CLIPPING,
            MOMENTUM,
            false);
  }
}

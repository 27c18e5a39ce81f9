package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;

/** Adam (Kingma and Ba 2015, algorithm 1) with the constants of its authors. */
final class AdamStep extends GradientStep {
  private static final float MEAN_DECAY = 0.9f;
  private static final float VARIANCE_DECAY = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final NDList means = zeros();
  private final NDList variances = zeros();
  private int steps;

  AdamStep(Block block, NDManager memory) {
    super(block, memory);
  }

  @Override
  void begin() {
    steps++;
  }

  @Override
  void move(int index, NDArray parameter, NDArray gradient, float learningRate) {
    double meanBias = 1 - Math.pow(MEAN_DECAY, steps);
    double varianceBias = Math.sqrt(1 - Math.pow(VARIANCE_DECAY, steps));
    // The operation divides by sqrt(variance) + epsilon with the variance uncorrected: corrected
    // by a larger rate and a smaller epsilon, the quotient is that of algorithm 1.
    parameter
        .getNDArrayInternal()
        .adamUpdate(
            new NDList(parameter, gradient, means.get(index), variances.get(index)),
            new NDList(parameter),
            learningRate,
            (float) (learningRate * varianceBias / meanBias),
            NO_WEIGHT_DECAY,
            NO_RESCALING,
            NO_CLIPPING,
            MEAN_DECAY,
            VARIANCE_DECAY,
            (float) (EPSILON * varianceBias),
            false,
            false);
  }
}

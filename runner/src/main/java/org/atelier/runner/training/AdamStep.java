package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.util.Arrays;
import java.util.List;
import org.atelier.api.training.StepSettings;

/**
 * Adam (Kingma and Ba 2015, algorithm 1); with weight decay, AdamW (Loshchilov and Hutter 2019,
 * algorithm 2), where the decay is multiplied by the learning rate, as is common.
 */
final class AdamStep extends GradientStep {
  private static final float VARIANCE_DECAY = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final float meanDecay;
  private final NDList means = zeros();
  private final NDList variances = zeros();

  /** Steps taken with each parameter: one that few batches use is corrected by its own. */
  private final int[] steps = new int[means.size()];

  AdamStep(StepSettings settings, Block block, NDManager memory) {
    super(settings, block, memory);
    meanDecay = (float) settings.momentum();
  }

  @Override
  public List<Double> numbers() {
    return Arrays.stream(steps).asDoubleStream().boxed().toList();
  }

  @Override
  public NDList arrays() {
    NDList arrays = new NDList(means);
    arrays.addAll(variances);
    return arrays;
  }

  @Override
  public void restore(List<Double> numbers, NDList arrays) {
    super.restore(numbers, arrays);
    Arrays.setAll(steps, index -> numbers.get(index).intValue());
  }

  @Override
  void move(int index, NDArray parameter, NDArray gradient, float learningRate, float rescaling) {
    float weightDecay = weightDecay(index);
    if (weightDecay == NO_WEIGHT_DECAY) {
      update(index, parameter, gradient, learningRate, rescaling);
      return;
    }
    try (NDArray before = parameter.duplicate()) {
      update(index, parameter, gradient, learningRate, rescaling);
      subtract(parameter, before, learningRate * weightDecay);
    }
  }

  private void update(
      int index, NDArray parameter, NDArray gradient, float learningRate, float rescaling) {
    steps[index]++;
    double meanBias = 1 - Math.pow(meanDecay, steps[index]);
    double varianceBias = Math.sqrt(1 - Math.pow(VARIANCE_DECAY, steps[index]));
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
            rescaling,
            NO_CLIPPING,
            meanDecay,
            VARIANCE_DECAY,
            (float) (EPSILON * varianceBias),
            false,
            false);
  }
}

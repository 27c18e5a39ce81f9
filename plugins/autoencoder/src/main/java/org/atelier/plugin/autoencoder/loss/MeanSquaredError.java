package org.atelier.plugin.autoencoder.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import jakarta.inject.Inject;
import org.atelier.api.ClassCounts;
import org.atelier.api.Loss;
import org.atelier.api.NoSettings;

/** The loss {@code mse}: the mean of {@code (output - target)^2} over all values of a batch. */
public final class MeanSquaredError implements Loss {
  /** Makes the loss. */
  @Inject
  public MeanSquaredError(NoSettings settings) {}

  @Override
  public NDArray evaluate(NDList targets, NDList outputs, ClassCounts trainingCounts) {
    return outputs.singletonOrThrow().sub(targets.singletonOrThrow()).square().mean();
  }
}

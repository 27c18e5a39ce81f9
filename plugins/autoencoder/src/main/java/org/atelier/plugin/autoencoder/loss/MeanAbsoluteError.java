package org.atelier.plugin.autoencoder.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import jakarta.inject.Inject;
import org.atelier.api.ClassCounts;
import org.atelier.api.Loss;
import org.atelier.api.NoSettings;

/** The loss {@code l1}: the mean of {@code |output - target|} over all values of a batch. */
public final class MeanAbsoluteError implements Loss {
  /** Makes the loss. */
  @Inject
  public MeanAbsoluteError(NoSettings settings) {}

  @Override
  public NDArray evaluate(NDList targets, NDList outputs, ClassCounts trainingCounts) {
    return outputs.singletonOrThrow().sub(targets.singletonOrThrow()).abs().mean();
  }
}

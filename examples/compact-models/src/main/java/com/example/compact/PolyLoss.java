package com.example.compact;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.atelier.api.ClassCounts;
import org.atelier.api.Loss;
import org.atelier.api.Setting;
import org.atelier.api.tensor.Scaled;

/**
 * The Poly-1 loss (Leng and others 2022, "PolyLoss: A Polynomial Expansion Perspective of
 * Classification Loss Functions", section 4): the mean over a batch of {@code -log p + epsilon (1 -
 * p)}, with {@code p} the probability of the true class.
 */
public final class PolyLoss implements Loss {
  private static final int CLASSES = 1;

  private final Settings settings;

  /**
   * How the loss is shaped.
   *
   * @param epsilon how much is added to the first coefficient of cross-entropy's expansion
   */
  public record Settings(
      @Setting(
              value = "how much more the doubt 1 - p counts; 0 is plain cross-entropy",
              defaultValue = "1")
          @DecimalMin("-1")
          @DecimalMax("10")
          double epsilon) {}

  /** Makes the loss. */
  @Inject
  public PolyLoss(Settings settings) {
    this.settings = settings;
  }

  @Override
  public NDArray evaluate(NDList targets, NDList outputs, ClassCounts trainingCounts) {
    NDArray target = targets.singletonOrThrow();
    NDArray logProbabilities = outputs.singletonOrThrow().logSoftmax(CLASSES);
    NDArray doubt = logProbabilities.exp().neg().add(1);
    return target
        .mul(Scaled.by(doubt, settings.epsilon()).sub(logProbabilities))
        .sum(new int[] {CLASSES})
        .mean();
  }
}

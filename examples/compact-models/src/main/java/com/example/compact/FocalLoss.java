package com.example.compact;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.atelier.api.ClassCounts;
import org.atelier.api.Loss;
import org.atelier.api.Setting;

/**
 * The focal loss (Lin and others 2017, "Focal Loss for Dense Object Detection", section 3.2) for
 * several classes: the mean over a batch of {@code -(1 - p)^gamma log p}, with {@code p} the
 * probability of the true class.
 */
public final class FocalLoss implements Loss {
  private static final int CLASSES = 1;

  /** Keeps the slope of a broken power finite where an image is classified with certainty. */
  private static final float LEAST_DOUBT = 1e-6f;

  private final Settings settings;

  /**
   * How the loss is shaped.
   *
   * @param gamma how strongly sure images are played down
   */
  public record Settings(
      @Setting(
              value = "how strongly sure images are played down; 0 is plain cross-entropy",
              defaultValue = "2")
          @DecimalMin("0")
          @DecimalMax("10")
          double gamma) {}

  /** Makes the loss. */
  @Inject
  public FocalLoss(Settings settings) {
    this.settings = settings;
  }

  @Override
  public NDArray evaluate(NDList targets, NDList outputs, ClassCounts trainingCounts) {
    NDArray target = targets.singletonOrThrow();
    NDArray logProbabilities = outputs.singletonOrThrow().logSoftmax(CLASSES);
    NDArray doubt = logProbabilities.exp().neg().add(1).maximum(LEAST_DOUBT);
    return target
        .mul(doubt.pow(settings.gamma()))
        .mul(logProbabilities)
        .sum(new int[] {CLASSES})
        .mean()
        .neg();
  }
}

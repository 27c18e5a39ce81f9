package org.atelier.plugin.classifier.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.atelier.api.ClassCounts;
import org.atelier.api.Flattened;
import org.atelier.api.Loss;
import org.atelier.api.Setting;

/**
 * The loss {@code focal}: cross-entropy that plays down the images of which the network is sure
 * already (Lin and others 2017, "Focal Loss for Dense Object Detection", section 3).
 *
 * <p>For probabilities {@code p(i, c)} of image {@code i}, its class {@code y(i)}, weights {@code
 * w(c)} (the paper's alpha) and smoothed targets {@code q(i, c)} as in {@link
 * NegativeLogLikelihood}:
 *
 * <pre>
 *   sum over i, c of  w(c) q(i, c) (1 - p(i, c))^gamma (-log p(i, c))
 *   -----------------------------------------------------------------
 *                        sum over i of w(y(i))
 * </pre>
 *
 * <p>With {@code gamma: 0} that is {@link NegativeLogLikelihood}. Targets that are distributions
 * enter with the mean weight of their classes.
 */
public final class FocalLoss implements Loss {
  private final Settings settings;

  /**
   * How the loss is shaped.
   *
   * @param gamma how strongly sure images are played down
   * @param targets how much images count and how sure their labels are
   */
  public record Settings(
      @Setting(
              value = "how strongly images are played down by how sure they are; 0 is nll",
              defaultValue = "2")
          @DecimalMin("0")
          @DecimalMax("10")
          double gamma,
      @Flattened WeightedTargets targets) {}

  /** Makes the loss. */
  @Inject
  public FocalLoss(Settings settings) {
    this.settings = settings;
  }

  @Override
  public NDArray evaluate(NDList targets, NDList outputs, ClassCounts trainingCounts) {
    return settings.targets().mean(targets, outputs, settings.gamma(), trainingCounts);
  }
}

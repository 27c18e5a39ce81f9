package org.atelier.plugin.classifier.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.atelier.api.ClassCounts;
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
   * @param classWeights how much an image counts by its class
   * @param labelSmoothing share of each target that is spread evenly over all classes
   */
  public record Settings(
      @Setting(
              value = "how strongly images are played down by how sure they are; 0 is nll",
              defaultValue = "2")
          @DecimalMin("0")
          @DecimalMax("10")
          double gamma,
      @Setting(
              value =
                  "how much an image counts by its class, for n training images in k classes, f of"
                      + " them in the image's own: 1, n / (f k), n / f, or 1 / f",
              defaultValue = "none")
          ClassWeights classWeights,
      @Setting(
              value =
                  "share of each target spread evenly over all classes (Szegedy and others 2016,"
                      + " section 7); 0 for none",
              defaultValue = "0")
          @DecimalMin("0")
          @DecimalMax(value = "1", inclusive = false)
          double labelSmoothing) {}

  /** Makes the loss. */
  @Inject
  public FocalLoss(Settings settings) {
    this.settings = settings;
  }

  @Override
  public NDArray evaluate(NDList targets, NDList outputs, ClassCounts trainingCounts) {
    NDArray target = targets.singletonOrThrow();
    NDArray smoothed =
        LabelSmoothing.smooth(target, settings.labelSmoothing(), trainingCounts.classes());
    NDArray terms = FocalTerms.of(smoothed, outputs.singletonOrThrow(), settings.gamma());
    if (settings.classWeights() == ClassWeights.NONE) {
      return terms.sum().div(target.sum());
    }
    NDArray weights = target.getManager().create(settings.classWeights().of(trainingCounts));
    return terms.mul(weights).sum().div(target.mul(weights).sum());
  }
}

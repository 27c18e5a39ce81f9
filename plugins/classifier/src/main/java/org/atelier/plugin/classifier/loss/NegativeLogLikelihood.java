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
 * The loss {@code nll}: the weighted mean of {@code -log p(true class)} over a batch.
 *
 * <p>For class {@code y(i)} and log-probabilities {@code l(i, c)} of image {@code i}, weights
 * {@code w(c)} and smoothing {@code s} over {@code k} classes:
 *
 * <pre>
 *   sum over i, c of  w(c) q(i, c) (-l(i, c))    with q(i, c) = (1 - s) [c = y(i)] + s / k
 *   -----------------------------------------
 *            sum over i of w(y(i))
 * </pre>
 *
 * <p>which is what PyTorch's {@code CrossEntropyLoss} computes of class indices with {@code
 * weight}, {@code label_smoothing} and {@code reduction='mean'}. Targets that are distributions
 * enter with the mean weight of their classes.
 */
public final class NegativeLogLikelihood implements Loss {
  private static final int CLASS_AXIS = 1;

  private final Settings settings;

  /**
   * How classes are weighed.
   *
   * @param classWeights how much an image counts by its class
   * @param labelSmoothing share of each target that is spread evenly over all classes
   */
  public record Settings(
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
  public NegativeLogLikelihood(Settings settings) {
    this.settings = settings;
  }

  @Override
  public NDArray evaluate(NDList targets, NDList outputs, ClassCounts trainingCounts) {
    NDArray target = targets.singletonOrThrow();
    // Does nothing to what are log-probabilities already.
    NDArray logProbabilities = outputs.singletonOrThrow().logSoftmax(CLASS_AXIS);
    NDArray smoothed =
        LabelSmoothing.smooth(target, settings.labelSmoothing(), trainingCounts.classes());
    if (settings.classWeights() == ClassWeights.NONE) {
      return smoothed.mul(logProbabilities).sum().neg().div(target.sum());
    }
    NDArray weights = target.getManager().create(settings.classWeights().of(trainingCounts));
    NDArray weighed = smoothed.mul(weights).mul(logProbabilities).sum().neg();
    return weighed.div(target.mul(weights).sum());
  }
}

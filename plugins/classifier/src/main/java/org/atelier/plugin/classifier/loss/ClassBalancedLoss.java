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
 * The loss {@code class-balanced}: cross-entropy or the focal loss, weighed by the effective number
 * of images of each class (Cui and others 2019, "Class-Balanced Loss Based on Effective Number of
 * Samples", sections 3 and 4).
 *
 * <p>A class of {@code n} training images weighs in proportion to {@code (1 - beta) / (1 -
 * beta^n)}, scaled so that the weights of the classes that have images add up to their number; a
 * class without any weighs 0. For weights {@code w(c)}, probabilities {@code p(i, c)} and smoothed
 * targets {@code q(i, c)} as in {@link NegativeLogLikelihood}:
 *
 * <pre>
 *   mean over i of  sum over c of  w(c) q(i, c) (1 - p(i, c))^gamma (-log p(i, c))
 * </pre>
 *
 * <p>As in the paper, that is a plain mean over the images, where {@link NegativeLogLikelihood}
 * with class weights divides by the weights in the batch: here an image weighs the same in every
 * batch.
 */
public final class ClassBalancedLoss implements Loss {
  private final Settings settings;

  /**
   * How the loss weighs.
   *
   * @param beta how far the weights go from equal towards inverse frequency
   * @param gamma how strongly sure images are played down
   * @param smoothing how far targets are smoothed
   */
  public record Settings(
      @Setting(
              value =
                  "how far weights go: 0 weighs every class alike, towards 1 by 1 / f for f training"
                      + " images in the class; between, (1 - beta) / (1 - beta^f)",
              defaultValue = "0.999")
          @DecimalMin("0")
          @DecimalMax(value = "1", inclusive = false)
          double beta,
      @Setting(
              value =
                  "how strongly images are played down by how sure they are: 0 weighs nll, more"
                      + " weighs focal",
              defaultValue = "0")
          @DecimalMin("0")
          @DecimalMax("10")
          double gamma,
      @Flattened LabelSmoothing smoothing) {}

  /** Makes the loss. */
  @Inject
  public ClassBalancedLoss(Settings settings) {
    this.settings = settings;
  }

  @Override
  public NDArray evaluate(NDList targets, NDList outputs, ClassCounts trainingCounts) {
    NDArray target = targets.singletonOrThrow();
    NDArray smoothed = settings.smoothing().smooth(target, trainingCounts.classes());
    NDArray weights = target.getManager().create(weights(settings.beta(), trainingCounts));
    return FocalTerms.of(smoothed, outputs.singletonOrThrow(), settings.gamma())
        .mul(weights)
        .sum()
        .div(target.sum());
  }

  /** Returns the weight of each class, in the order of the counts. */
  static float[] weights(double beta, ClassCounts counts) {
    double[] raw = new double[counts.classes()];
    double sum = 0;
    int used = 0;
    for (int label = 0; label < raw.length; label++) {
      if (counts.count(label) > 0) {
        raw[label] = -1 / Math.expm1(counts.count(label) * Math.log(beta));
        sum += raw[label];
        used++;
      }
    }
    float[] weights = new float[raw.length];
    for (int label = 0; label < raw.length; label++) {
      weights[label] = (float) (raw[label] * used / sum);
    }
    return weights;
  }
}

package org.atelier.plugin.classifier.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.atelier.api.ClassCounts;
import org.atelier.api.Flattened;
import org.atelier.api.Setting;

/**
 * How much an image counts and how sure its label is: settings of the losses that are weighted
 * means over a batch.
 *
 * @param classWeights how much an image counts by its class
 * @param smoothing how far targets are smoothed
 */
public record WeightedTargets(
    @Setting(
            value =
                "how much an image counts by its class, for n training images in k classes, f of"
                    + " them in the image's own: 1, n / (f k), n / f, or 1 / f",
            defaultValue = "none")
        ClassWeights classWeights,
    @Flattened LabelSmoothing smoothing) {

  /**
   * Returns the weighted mean of the {@link FocalTerms} of a batch.
   *
   * @param targets distributions {@code (N, classes)}
   * @param outputs logits or log-probabilities {@code (N, classes)}
   * @param gamma how strongly sure images are played down; 0 is cross-entropy
   * @param trainingCounts what the weights come from
   */
  NDArray mean(NDList targets, NDList outputs, double gamma, ClassCounts trainingCounts) {
    NDArray target = targets.singletonOrThrow();
    NDArray smoothed = smoothing.smooth(target, trainingCounts.classes());
    if (classWeights == ClassWeights.NONE) {
      return FocalTerms.of(smoothed, outputs.singletonOrThrow(), gamma).sum().div(target.sum());
    }
    NDArray weights = target.getManager().create(classWeights.of(trainingCounts));
    return FocalTerms.of(smoothed.mul(weights), outputs.singletonOrThrow(), gamma)
        .sum()
        .div(target.mul(weights).sum());
  }
}

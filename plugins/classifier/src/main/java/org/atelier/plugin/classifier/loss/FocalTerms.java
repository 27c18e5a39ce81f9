package org.atelier.plugin.classifier.loss;

import ai.djl.ndarray.NDArray;

/** What each class of each image adds to a focal loss. */
final class FocalTerms {
  private static final int CLASS_AXIS = 1;

  /** Keeps the slope of a broken power finite where an image is classified with certainty. */
  private static final float LEAST_DOUBT = 1e-6f;

  private FocalTerms() {}

  /**
   * Returns {@code -q (1 - p)^gamma log p} of each target probability {@code q} and network's
   * probability {@code p}, shape {@code (N, classes)}.
   *
   * @param targets distributions {@code (N, classes)}
   * @param outputs logits or log-probabilities {@code (N, classes)}
   * @param gamma how strongly sure images are played down; 0 is cross-entropy
   */
  static NDArray of(NDArray targets, NDArray outputs, double gamma) {
    // Does nothing to what are log-probabilities already.
    NDArray logProbabilities = outputs.logSoftmax(CLASS_AXIS);
    NDArray crossEntropy = targets.mul(logProbabilities).neg();
    if (gamma == 0) {
      return crossEntropy;
    }
    NDArray doubt = logProbabilities.exp().neg().add(1).maximum(LEAST_DOUBT);
    // A copy, as the way back still reads it: DJL closes the array that it makes of a number.
    NDArray exponent = doubt.getManager().create(new float[] {(float) gamma}).duplicate();
    return crossEntropy.mul(doubt.pow(exponent));
  }
}

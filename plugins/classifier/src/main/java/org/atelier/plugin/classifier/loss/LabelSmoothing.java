package org.atelier.plugin.classifier.loss;

import ai.djl.ndarray.NDArray;

/** Label smoothing (Szegedy and others 2016, section 7). */
final class LabelSmoothing {
  private LabelSmoothing() {}

  /**
   * Spreads a share of each target evenly over all classes.
   *
   * @param targets distributions {@code (N, classes)}
   * @param share the share, at least 0 and less than 1
   * @param classes the number of classes
   */
  static NDArray smooth(NDArray targets, double share, int classes) {
    return share == 0 ? targets : targets.mul((float) (1 - share)).add((float) (share / classes));
  }
}

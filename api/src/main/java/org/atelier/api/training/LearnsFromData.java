package org.atelier.api.training;

import java.util.SplittableRandom;
import org.atelier.api.service.Batches;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A block with parameters that are computed from the training images instead of being trained:
 * filters that are taken from them, means by which features are standardised (Krähenbühl and others
 * 2016, "Data-dependent initializations of convolutional neural networks"). {@link
 * org.atelier.api.service.Training} has them computed before the first epoch.
 */
@ConsumerType
public interface LearnsFromData {
  /**
   * Computes the parameters, in place.
   *
   * @param images opens a pass over the images of the first epoch, unchanged and in its order; as
   *     often as it is called, and not more of them than a few thousand
   * @param random where random choices come from
   * @throws InterruptedException if the run is being stopped
   */
  void learn(Images images, SplittableRandom random) throws InterruptedException;

  /** The images to learn from. */
  @FunctionalInterface
  interface Images {
    /** Opens a pass over all of them; the caller's to close. */
    Batches.Pass open();
  }
}

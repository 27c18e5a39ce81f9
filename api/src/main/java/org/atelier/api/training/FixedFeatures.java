package org.atelier.api.training;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A block whose first layers are not trained and do the same in training as otherwise, such as a
 * frozen backbone. What they put out is a fixed description of an image, which {@link
 * org.atelier.api.service.Training} computes once instead of once in each epoch, as long as images
 * are not changed at random.
 */
@ConsumerType
public interface FixedFeatures {
  /**
   * Returns how many of the block's first layers that is, as {@link org.atelier.api.tensor.Layers}
   * counts them; 0 for none. The last of them puts out one array.
   */
  int fixedLayers();
}

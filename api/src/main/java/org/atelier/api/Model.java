package org.atelier.api;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import org.osgi.annotation.versioning.ConsumerType;

/** A recipe for a network. */
@ConsumerType
public interface Model {
  /**
   * Makes a network whose parameters are not yet initialised. The same settings and arguments make
   * the same architecture, parameter names included: a saved model is read back by calling this
   * again.
   *
   * <p>A classifier's output is {@code (N, classes)}, logits or log-probabilities (a softmax of
   * either gives the probabilities).
   *
   * <p>An autoencoder's output is an image {@code (N, 3, H, W)}, whatever else is stacked on the
   * one that it is given.
   *
   * @param image the shape of one input image, {@code (C, H, W)}; pixels are in [0, 1]. Channels
   *     are red, green and blue, and more where others are stacked on the image
   * @param classes the number of classes
   * @throws UserException if no such network exists for that shape, saying what would fit
   */
  Block network(Shape image, int classes);
}

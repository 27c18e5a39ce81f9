package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * The mean and the standard deviation of each map over its places.
 *
 * @param mean {@code (N, C)}
 * @param deviation {@code (N, C)}
 */
record Moments(NDArray mean, NDArray deviation) {
  /**
   * Returns the moments of maps.
   *
   * @param maps {@code (N, C, H, W)}
   */
  static Moments of(NDArray maps) {
    Shape shape = maps.getShape();
    // One axis, as PyTorch's binding takes no more.
    NDArray places = maps.reshape(shape.get(0), shape.get(1), -1);
    NDArray mean = places.mean(new int[] {2});
    NDArray variance = places.square().mean(new int[] {2}).sub(mean.square());
    return new Moments(mean, variance.maximum(0).sqrt());
  }
}

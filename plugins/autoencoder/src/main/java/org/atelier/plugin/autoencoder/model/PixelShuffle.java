package org.atelier.plugin.autoencoder.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Makes large images of small ones with many channels: of {@code factor * factor} channels each
 * gives one pixel of every square (Shi et al. 2016, "Real-time single image and video
 * super-resolution using an efficient sub-pixel convolutional neural network", equation 4).
 */
final class PixelShuffle {
  private PixelShuffle() {}

  /**
   * Returns {@code (N, C, factor * H, factor * W)}.
   *
   * @param maps {@code (N, C * factor * factor, H, W)}
   * @param factor how many times as high and as wide
   */
  static NDArray apply(NDArray maps, int factor) {
    Shape shape = maps.getShape();
    long channels = shape.get(1) / ((long) factor * factor);
    long height = shape.get(2);
    long width = shape.get(3);
    return maps.reshape(-1, factor, factor, height, width)
        .transpose(0, 3, 1, 4, 2)
        .reshape(shape.get(0), channels, factor * height, factor * width);
  }
}

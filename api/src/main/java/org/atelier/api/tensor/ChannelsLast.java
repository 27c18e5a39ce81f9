package org.atelier.api.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Images of the same shape and values, with the numbers of each pixel side by side in memory
 * instead of those of each channel.
 *
 * <p>On a processor, PyTorch's convolutions, normalisations and poolings keep what they are given
 * in this order. A network of few channels on large maps takes 0.7 to 0.85 of the time with it; one
 * of many channels on small maps takes longer, and is better left as it is. With several threads,
 * normalising batches is slow where the channels are no multiple of 16: the threads' sums share
 * lines of the cache. MXNet knows no such order behind a shape.
 *
 * <p>Give a convolution of 1 x 1 with a stride, and with fewer than 16 channels, no such images on
 * PyTorch: on its way back oneDNN writes where it should not, and the process may die. Take the
 * pixels that it would see first, with {@code ":, :, ::2, ::2"} for a stride of 2.
 */
public final class ChannelsLast {
  private static final String PYTORCH = "PyTorch";

  private ChannelsLast() {}

  /**
   * Tells whether this order is one that the engine knows.
   *
   * @param images an array where the images are
   */
  public static boolean isKnown(NDArray images) {
    return images.getManager().getEngine().getEngineName().equals(PYTORCH)
        && !images.getDevice().isGpu();
  }

  /**
   * Brings images into this order where the engine knows it.
   *
   * @param images {@code (N, C, H, W)}
   * @return {@code (N, C, H, W)}
   */
  public static NDArray of(NDArray images) {
    if (!isKnown(images)) {
      return images;
    }
    Shape shape = images.getShape();
    // Flattening is what copies; transposing alone changes how the numbers are counted.
    return images
        .transpose(0, 2, 3, 1)
        .flatten()
        .reshape(shape.get(0), shape.get(2), shape.get(3), shape.get(1))
        .transpose(0, 3, 1, 2);
  }
}

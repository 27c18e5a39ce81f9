package org.atelier.plugin.styletransfer.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** How much images vary from pixel to pixel. */
public final class TotalVariation {
  private TotalVariation() {}

  /**
   * Returns the mean squared difference of neighbours, of those side by side plus of those one
   * above the other (Mahendran and Vedaldi 2015, "Understanding deep image representations by
   * inverting them", section 3, with exponent 2).
   *
   * @param images {@code (N, C, H, W)}, at least two pixels high and wide
   * @return a single number
   */
  public static NDArray of(NDArray images) {
    Shape shape = images.getShape();
    long height = shape.get(2);
    long width = shape.get(3);
    NDArray down = images.get(":, :, 1:, :").sub(images.get(":, :, :%d, :".formatted(height - 1)));
    NDArray across = images.get(":, :, :, 1:").sub(images.get(":, :, :, :%d".formatted(width - 1)));
    return down.mul(down).mean().add(across.mul(across).mean());
  }
}

package org.atelier.plugin.styletransfer.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;

/**
 * Images in several sizes: a network that sees small textures in an image sees larger ones in the
 * smaller image.
 */
public final class Pyramid {
  private static final Shape SQUARE = new Shape(2, 2);

  private Pyramid() {}

  /**
   * Returns images and their reductions, each pixel the mean of a square of four.
   *
   * @param images {@code (N, C, H, W)}
   * @param scales how many sizes, the images' own among them, at least 1
   * @return as many arrays, each half as high and wide as the one before; a last row or column
   *     without a partner is left out
   */
  public static List<NDArray> of(NDArray images, int scales) {
    List<NDArray> sizes = new ArrayList<>(List.of(images));
    while (sizes.size() < scales) {
      sizes.add(
          Pool.avgPool2d(
              sizes.get(sizes.size() - 1), SQUARE, SQUARE, new Shape(0, 0), false, false));
    }
    return sizes;
  }
}

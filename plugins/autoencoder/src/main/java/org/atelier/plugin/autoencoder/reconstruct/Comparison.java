package org.atelier.plugin.autoencoder.reconstruct;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.atelier.plugin.autoencoder.loss.Ssim;

/** Compares images with pictures of them. */
final class Comparison {
  private Comparison() {}

  /** Returns whether images of a size have a structural similarity. */
  static boolean hasSimilarity(int height, int width) {
    return Math.min(height, width) >= Ssim.WINDOW;
  }

  /**
   * Compares each image with its picture.
   *
   * @param images {@code (N, C, H, W)}, in [0, 1]
   * @param pictures of the same shape
   */
  static List<Quality> qualities(NDArray images, NDArray pictures) {
    Shape shape = images.getShape();
    long count = shape.get(0);
    float[] errors =
        pictures.sub(images).square().reshape(count, -1).mean(new int[] {1}).toFloatArray();
    List<Float> similarities =
        hasSimilarity((int) shape.get(2), (int) shape.get(3))
            ? boxed(Ssim.apply(pictures, images).toFloatArray())
            : Collections.nCopies((int) count, Float.NaN);
    List<Quality> qualities = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      qualities.add(new Quality(errors[index], similarities.get(index)));
    }
    return qualities;
  }

  private static List<Float> boxed(float[] values) {
    List<Float> list = new ArrayList<>();
    for (float value : values) {
      list.add(value);
    }
    return list;
  }
}

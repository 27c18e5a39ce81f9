package org.atelier.plugin.autoencoder.reconstruct;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.atelier.plugin.autoencoder.loss.MeasuredSsim;
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
    double[] similarities = similarities(images, pictures);
    List<Quality> qualities = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      qualities.add(new Quality(errors[index], similarities[index]));
    }
    return qualities;
  }

  private static double[] similarities(NDArray images, NDArray pictures) {
    Shape shape = images.getShape();
    int count = Math.toIntExact(shape.get(0));
    int channels = Math.toIntExact(shape.get(1));
    int height = Math.toIntExact(shape.get(2));
    int width = Math.toIntExact(shape.get(3));
    if (!hasSimilarity(height, width)) {
      return DoubleStream.generate(() -> Double.NaN).limit(count).toArray();
    }
    float[] originals = images.toFloatArray();
    float[] copies = pictures.toFloatArray();
    MeasuredSsim similarity = new MeasuredSsim(height, width);
    return IntStream.range(0, count)
        .parallel()
        .mapToDouble(
            image -> similarity.of(originals, copies, image * channels * height * width, channels))
        .toArray();
  }
}

package org.atelier.plugin.autoencoder.reconstruct;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Progress;

/** The mean of images, pixel by pixel: the best that can be done without looking at an image. */
final class MeanImage {
  private final float[] pixels;

  private MeanImage(float[] pixels) {
    this.pixels = pixels;
  }

  /** Averages all images of a pass, at least one. */
  static MeanImage of(Batches.Pass pass, Progress.Task task) throws InterruptedException {
    double[] sums = new double[0];
    long count = 0;
    boolean more = true;
    while (more) {
      try (Batch batch = pass.next()) {
        more = batch != null;
        if (more) {
          float[] part = batch.images().sum(new int[] {0}).toFloatArray();
          sums = count == 0 ? new double[part.length] : sums;
          for (int at = 0; at < part.length; at++) {
            sums[at] += part[at];
          }
          count += batch.size();
          task.advance(batch.size());
        }
      }
    }
    float[] pixels = new float[sums.length];
    for (int at = 0; at < pixels.length; at++) {
      pixels[at] = (float) (sums[at] / count);
    }
    return new MeanImage(pixels);
  }

  /** Returns the image once for each image of a batch, {@code (N, C, H, W)}. */
  NDArray forEach(Batch batch) {
    Shape images = batch.images().getShape();
    Shape one = new Shape(1, images.get(1), images.get(2), images.get(3));
    return batch.manager().create(pixels, one).broadcast(images);
  }
}

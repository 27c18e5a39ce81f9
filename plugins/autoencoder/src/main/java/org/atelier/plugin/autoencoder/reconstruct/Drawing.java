package org.atelier.plugin.autoencoder.reconstruct;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.atelier.api.result.RgbImage;
import org.atelier.api.service.Batch;

/**
 * The pictures of one image.
 *
 * @param original the image
 * @param code its code
 * @param restored what the code was made into
 * @param difference how far the restored image is from the original, colour by colour
 */
record Drawing(RgbImage original, RgbImage code, RgbImage restored, RgbImage difference) {
  /** What differences are multiplied by, to be seen. */
  static final int GAIN = 4;

  /** The longest side of a picture, in pixels. */
  private static final int SIDE = 416;

  private static final int BYTE = 255;

  /**
   * Draws each image of a batch.
   *
   * @param batch the images
   * @param codes {@code (N, …)}
   * @param restored {@code (N, 3, H, W)}
   */
  static List<Drawing> of(Batch batch, NDArray codes, NDArray restored) {
    Shape shape = batch.images().getShape();
    int height = (int) shape.get(2);
    int width = (int) shape.get(3);
    float[] pixels = batch.images().toFloatArray();
    float[] pictures = restored.toFloatArray();
    float[] numbers = codes.toFloatArray();
    int size = pixels.length / batch.size();
    int codeSize = numbers.length / batch.size();
    Shape codeShape = codes.getShape().slice(1);
    List<Drawing> drawings = new ArrayList<>();
    for (int index = 0; index < batch.size(); index++) {
      float[] image = Arrays.copyOfRange(pixels, index * size, (index + 1) * size);
      float[] picture = Arrays.copyOfRange(pictures, index * size, (index + 1) * size);
      float[] code = Arrays.copyOfRange(numbers, index * codeSize, (index + 1) * codeSize);
      drawings.add(
          new Drawing(
              picture(height, width, image),
              CodePicture.of(code, codeShape, Math.min(SIDE, Math.max(height, width))),
              picture(height, width, picture),
              picture(height, width, difference(image, picture))));
    }
    return drawings;
  }

  private static float[] difference(float[] image, float[] picture) {
    float[] difference = new float[image.length];
    for (int at = 0; at < image.length; at++) {
      difference[at] = GAIN * Math.abs(image[at] - picture[at]);
    }
    return difference;
  }

  private static RgbImage picture(int height, int width, float[] values) {
    byte[] planes = new byte[values.length];
    for (int at = 0; at < planes.length; at++) {
      planes[at] = (byte) Math.round(BYTE * Math.max(0, Math.min(1, values[at])));
    }
    return RgbImage.of(height, width, planes).reducedTo(SIDE);
  }
}

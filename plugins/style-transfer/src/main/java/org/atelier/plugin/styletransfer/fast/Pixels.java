package org.atelier.plugin.styletransfer.fast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.atelier.api.result.RgbImage;

/** Pictures as arrays, and arrays as the planes of pictures. */
final class Pixels {
  private static final int COLOURS = 3;
  private static final float LARGEST = 255;

  private Pixels() {}

  /**
   * Returns a part of a picture as an array.
   *
   * @param manager owns the array
   * @param image the picture
   * @param part which part
   * @return {@code (1, 3, H, W)}, in [0, 1]
   */
  static NDArray of(NDManager manager, RgbImage image, Rectangle part) {
    int plane = part.height() * part.width();
    float[] values = new float[COLOURS * plane];
    int at = 0;
    for (int row = part.top(); row < part.bottom(); row++) {
      for (int column = part.left(); column < part.right(); column++) {
        int rgb = image.rgb(row, column);
        values[at] = (rgb >> 16) / LARGEST;
        values[plane + at] = (rgb >> 8 & 0xFF) / LARGEST;
        values[2 * plane + at] = (rgb & 0xFF) / LARGEST;
        at++;
      }
    }
    return manager.create(values, new Shape(1, COLOURS, part.height(), part.width()));
  }

  /** Returns a whole picture as an array {@code (1, 3, H, W)}, in [0, 1]. */
  static NDArray of(NDManager manager, RgbImage image) {
    return of(manager, image, new Rectangle(0, 0, image.height(), image.width()));
  }

  /** Returns an intensity in [0, 1] as a byte, rounded to the nearest. */
  static byte intensity(float value) {
    return (byte) Math.round(Math.max(0, Math.min(1, value)) * LARGEST);
  }

  /**
   * A part of a picture.
   *
   * @param top the first row
   * @param left the first column
   * @param height rows
   * @param width columns
   */
  record Rectangle(int top, int left, int height, int width) {
    int bottom() {
      return top + height;
    }

    int right() {
      return left + width;
    }

    boolean contains(int row, int column) {
      return row >= top && row < bottom() && column >= left && column < right();
    }
  }
}

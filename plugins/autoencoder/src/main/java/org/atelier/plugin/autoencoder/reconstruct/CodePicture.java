package org.atelier.plugin.autoencoder.reconstruct;

import ai.djl.ndarray.types.Shape;
import org.atelier.api.result.RgbImage;

/**
 * A code shown as an image. Of a code with height and width, the first three channels are red,
 * green and blue, or the first is grey if there are fewer; a code without is laid out in rows of
 * grey pixels. Each channel goes from black at its least value to full at its greatest.
 */
final class CodePicture {
  private static final int COLOURS = 3;
  private static final int BYTE = 255;

  private CodePicture() {}

  /**
   * Draws a code.
   *
   * @param code its values
   * @param shape {@code (C, H, W)}, or any other for a code without height and width
   * @param side the longest side that the picture is enlarged to, in pixels
   */
  static RgbImage of(float[] code, Shape shape, int side) {
    boolean image = shape.dimension() == COLOURS;
    int height = image ? (int) shape.get(1) : (int) Math.ceil(Math.sqrt(code.length));
    int width = image ? (int) shape.get(2) : height;
    boolean coloured = image && shape.get(0) >= COLOURS;
    int factor = Math.max(1, side / Math.max(height, width));
    byte[] planes = new byte[COLOURS * height * width * factor * factor];
    int at = 0;
    for (int channel = 0; channel < COLOURS; channel++) {
      byte[] plane = stretched(code, coloured ? channel : 0, height * width);
      for (int row = 0; row < height * factor; row++) {
        for (int column = 0; column < width * factor; column++) {
          planes[at++] = plane[row / factor * width + column / factor];
        }
      }
    }
    return RgbImage.of(height * factor, width * factor, planes).reducedTo(side);
  }

  /** Returns one channel from 0 to 255; where a code has no more values, black. */
  private static byte[] stretched(float[] code, int channel, int size) {
    int from = channel * size;
    int to = Math.min(code.length, from + size);
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (int at = from; at < to; at++) {
      least = Math.min(least, code[at]);
      greatest = Math.max(greatest, code[at]);
    }
    float range = greatest > least ? greatest - least : 1;
    byte[] plane = new byte[size];
    for (int at = from; at < to; at++) {
      plane[at - from] = (byte) Math.round(BYTE * (code[at] - least) / range);
    }
    return plane;
  }
}

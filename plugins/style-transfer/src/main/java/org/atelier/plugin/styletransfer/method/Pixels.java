package org.atelier.plugin.styletransfer.method;

import org.atelier.api.result.RgbImage;

/**
 * An image as numbers, to compute with: {@code (3, H, W)}, about in [0, 1].
 *
 * @param height height in pixels
 * @param width width in pixels
 * @param values the red, the green and the blue plane, rows from the top; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Pixels(int height, int width, float[] values) {
  private static final int COLOURS = 3;
  private static final int LARGEST = 255;

  /** Checks how many numbers there are. */
  public Pixels {
    if (values.length != COLOURS * height * width) {
      throw new IllegalArgumentException(
          "%d numbers for an image of %d x %d".formatted(values.length, width, height));
    }
  }

  /** Returns the pixels of a picture. */
  public static Pixels of(RgbImage picture) {
    int plane = picture.height() * picture.width();
    float[] values = new float[COLOURS * plane];
    for (int row = 0; row < picture.height(); row++) {
      for (int column = 0; column < picture.width(); column++) {
        int at = row * picture.width() + column;
        int colour = picture.rgb(row, column);
        values[at] = (colour >> 16 & LARGEST) / (float) LARGEST;
        values[plane + at] = (colour >> 8 & LARGEST) / (float) LARGEST;
        values[2 * plane + at] = (colour & LARGEST) / (float) LARGEST;
      }
    }
    return new Pixels(picture.height(), picture.width(), values);
  }

  /** Returns the picture; numbers beyond [0, 1] become the nearest colour. */
  public RgbImage picture() {
    byte[] planes = new byte[values.length];
    for (int at = 0; at < planes.length; at++) {
      planes[at] = (byte) Math.round(LARGEST * Math.max(0, Math.min(1, values[at])));
    }
    return RgbImage.of(height, width, planes);
  }

  /**
   * Returns the image in another size, each pixel interpolated between the four nearest; to be
   * enlarged, as reducing that way skips pixels.
   */
  public Pixels resized(int newHeight, int newWidth) {
    float[] resized = new float[COLOURS * newHeight * newWidth];
    int at = 0;
    for (int colour = 0; colour < COLOURS; colour++) {
      for (int row = 0; row < newHeight; row++) {
        float y = place(row, newHeight, height);
        for (int column = 0; column < newWidth; column++) {
          resized[at++] = between(colour, y, place(column, newWidth, width));
        }
      }
    }
    return new Pixels(newHeight, newWidth, resized);
  }

  /** Returns where the middle of a new pixel lies among the middles of the old ones. */
  private static float place(int index, int newSide, int oldSide) {
    float place = (index + 0.5f) * oldSide / newSide - 0.5f;
    return Math.max(0, Math.min(oldSide - 1, place));
  }

  private float between(int colour, float y, float x) {
    int top = (int) y;
    int left = (int) x;
    int bottom = Math.min(top + 1, height - 1);
    int right = Math.min(left + 1, width - 1);
    float down = y - top;
    float across = x - left;
    float upper = value(colour, top, left) * (1 - across) + value(colour, top, right) * across;
    float lower =
        value(colour, bottom, left) * (1 - across) + value(colour, bottom, right) * across;
    return upper * (1 - down) + lower * down;
  }

  private float value(int colour, int row, int column) {
    return values[(colour * height + row) * width + column];
  }

  /**
   * Returns this image's brightness in another's colours: the other's pixels, made as bright as
   * these, each by the same amount in red, green and blue (Gatys et al. 2016, "Preserving color in
   * neural artistic style transfer", section 2.2: transfer of luminance alone).
   *
   * @param colours an image of the same size
   */
  public Pixels inColoursOf(Pixels colours) {
    int plane = height * width;
    float[] kept = new float[values.length];
    for (int at = 0; at < plane; at++) {
      float brighter = luminance(values, at, plane) - luminance(colours.values, at, plane);
      for (int colour = 0; colour < COLOURS; colour++) {
        float value = colours.values[colour * plane + at] + brighter;
        kept[colour * plane + at] = Math.max(0, Math.min(1, value));
      }
    }
    return new Pixels(height, width, kept);
  }

  /** The weights of ITU-R BT.601. */
  private static float luminance(float[] values, int at, int plane) {
    return 0.299f * values[at] + 0.587f * values[plane + at] + 0.114f * values[2 * plane + at];
  }
}

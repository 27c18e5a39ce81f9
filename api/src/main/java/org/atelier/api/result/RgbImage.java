package org.atelier.api.result;

import java.util.Arrays;

/**
 * A picture in memory: red, green and blue planes of bytes (CHW), rows from the top, as a {@link
 * org.atelier.api.Dataset} reads them. It never changes.
 */
public final class RgbImage {
  private static final int CHANNELS = 3;

  private final int height;
  private final int width;
  private final byte[] planes;

  private RgbImage(int height, int width, byte[] planes) {
    this.height = height;
    this.width = width;
    this.planes = planes;
  }

  /**
   * Makes a picture of a copy of its planes.
   *
   * @param height height in pixels
   * @param width width in pixels
   * @param planes {@code 3 * height * width} intensities from 0 to 255: red, then green, then blue
   * @throws IllegalArgumentException if their number is another
   */
  public static RgbImage of(int height, int width, byte[] planes) {
    if (height < 1 || width < 1 || planes.length != (long) CHANNELS * height * width) {
      throw new IllegalArgumentException(
          "%d bytes cannot be 3 planes of %d x %d pixels".formatted(planes.length, width, height));
    }
    return new RgbImage(height, width, planes.clone());
  }

  /** Returns the height in pixels. */
  public int height() {
    return height;
  }

  /** Returns the width in pixels. */
  public int width() {
    return width;
  }

  /** Returns a pixel's colour as {@code 0xRRGGBB}. */
  public int rgb(int row, int column) {
    int at = row * width + column;
    int plane = height * width;
    int red = planes[at] & 0xFF;
    int green = planes[plane + at] & 0xFF;
    int blue = planes[2 * plane + at] & 0xFF;
    return (red << 16) | (green << 8) | blue;
  }

  /**
   * Returns the picture made small enough, for a page of many: reduced by a whole factor, each
   * pixel the mean of a block. A picture that is small enough is returned as it is.
   *
   * @param side the longest side that it may have, in pixels
   */
  public RgbImage reducedTo(int side) {
    if (side < 1) {
      throw new IllegalArgumentException("a side of %d pixels".formatted(side));
    }
    int longest = Math.max(height, width);
    if (longest <= side) {
      return this;
    }
    int factor = (longest + side - 1) / side;
    int smallHeight = (height + factor - 1) / factor;
    int smallWidth = (width + factor - 1) / factor;
    byte[] small = new byte[CHANNELS * smallHeight * smallWidth];
    int at = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int row = 0; row < smallHeight; row++) {
        for (int column = 0; column < smallWidth; column++) {
          small[at++] = mean(channel, row * factor, column * factor, factor);
        }
      }
    }
    return new RgbImage(smallHeight, smallWidth, small);
  }

  /** Returns the mean of a block, or of what there is of it at the right and lower edge. */
  private byte mean(int channel, int top, int left, int side) {
    int bottom = Math.min(height, top + side);
    int right = Math.min(width, left + side);
    long sum = 0;
    for (int row = top; row < bottom; row++) {
      int line = (channel * height + row) * width;
      for (int column = left; column < right; column++) {
        sum += planes[line + column] & 0xFF;
      }
    }
    int count = (bottom - top) * (right - left);
    return (byte) ((sum + count / 2) / count);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RgbImage
        && ((RgbImage) other).height == height
        && ((RgbImage) other).width == width
        && Arrays.equals(((RgbImage) other).planes, planes);
  }

  @Override
  public int hashCode() {
    return 31 * width + Arrays.hashCode(planes);
  }

  @Override
  public String toString() {
    return "picture of %d x %d pixels".formatted(width, height);
  }
}

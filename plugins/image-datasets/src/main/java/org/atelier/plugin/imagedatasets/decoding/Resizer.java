package org.atelier.plugin.imagedatasets.decoding;

import java.util.Arrays;
import org.atelier.api.Resize;

/** Makes images of any shape into planes of another, row by row, so that memory stays small. */
final class Resizer {
  private static final int CHANNELS = 3;

  private final int height;
  private final int width;
  private final Resize resize;

  /**
   * Makes a resizer.
   *
   * @param size width and height of what comes out, in pixels
   * @param resize how an image becomes a square
   */
  Resizer(int size, Resize resize) {
    this(size, size, resize);
  }

  private Resizer(int height, int width, Resize resize) {
    this.height = height;
    this.width = width;
    this.resize = resize;
  }

  /**
   * Makes a resizer that stretches images.
   *
   * @param height of what comes out, in pixels
   * @param width of what comes out, in pixels
   */
  static Resizer stretching(int height, int width) {
    return new Resizer(height, width, Resize.STRETCH);
  }

  /**
   * Returns a side of an image that is made smaller or larger in its proportions.
   *
   * @param side the side before, in pixels
   * @param longer the longer side before
   * @param target the longer side after
   */
  static int scaled(int side, int longer, int target) {
    return (int) Math.max(1, ((long) side * target * 2 + longer) / (2L * longer));
  }

  /** Returns the image as three planes (CHW) of {@code height * width} bytes. */
  byte[] planes(PixelRows image) {
    byte[] planes = new byte[CHANNELS * height * width];
    Area whole = new Area(0, 0, image.width(), image.height());
    Area target = new Area(0, 0, width, height);
    switch (resize) {
      case CROP -> {
        int side = Math.min(image.width(), image.height());
        draw(image, whole.centred(side, side), target, planes);
      }
      case STRETCH -> draw(image, whole, target, planes);
      case PAD -> {
        int longer = Math.max(image.width(), image.height());
        int innerWidth = scaled(image.width(), longer, width);
        int innerHeight = scaled(image.height(), longer, height);
        draw(image, whole, target.centred(innerWidth, innerHeight), planes);
      }
    }
    return planes;
  }

  /** A rectangle of pixels. */
  private record Area(int left, int top, int width, int height) {
    Area centred(int innerWidth, int innerHeight) {
      return new Area(
          left + (width - innerWidth) / 2,
          top + (height - innerHeight) / 2,
          innerWidth,
          innerHeight);
    }
  }

  private void draw(PixelRows image, Area source, Area target, byte[] planes) {
    if (source.width == target.width && source.height == target.height) {
      copy(image, source, target, planes);
      return;
    }
    AxisWeights across = AxisWeights.of(source.width, target.width);
    AxisWeights down = AxisWeights.of(source.height, target.height);
    NarrowRows rows = new NarrowRows(image, source, across);
    float[] sum = new float[CHANNELS * target.width];
    for (int y = 0; y < target.height; y++) {
      Arrays.fill(sum, 0.5f);
      float[] weights = down.weights(y);
      for (int k = 0; k < weights.length; k++) {
        addRow(sum, rows.row(down.first(y) + k), weights[k]);
      }
      store(sum, target, y, planes);
    }
  }

  private static void addRow(float[] sum, float[] row, float weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * row[i];
    }
  }

  private void store(float[] sum, Area target, int y, byte[] planes) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      int from = channel * target.width;
      int to = (channel * height + target.top + y) * width + target.left;
      for (int x = 0; x < target.width; x++) {
        planes[to + x] = (byte) Math.max(0, Math.min(255, (int) sum[from + x]));
      }
    }
  }

  private void copy(PixelRows image, Area source, Area target, byte[] planes) {
    byte[] rgb = new byte[CHANNELS * source.width];
    for (int y = 0; y < source.height; y++) {
      image.read(source.top + y, source.left, source.width, rgb);
      for (int channel = 0; channel < CHANNELS; channel++) {
        int to = (channel * height + target.top + y) * width + target.left;
        for (int x = 0, from = channel; x < source.width; x++, from += CHANNELS) {
          planes[to + x] = rgb[from];
        }
      }
    }
  }

  /**
   * Rows of the source brought to the target's width: all red samples, all green, all blue. The
   * last four are kept, as many as two neighbouring target rows can share.
   */
  private static final class NarrowRows {
    private static final int KEPT = 4;

    private final PixelRows image;
    private final Area source;
    private final AxisWeights across;
    private final byte[] rgb;
    private final float[][] kept;
    private final int[] keptRows = new int[KEPT];

    NarrowRows(PixelRows image, Area source, AxisWeights across) {
      this.image = image;
      this.source = source;
      this.across = across;
      rgb = new byte[CHANNELS * source.width];
      kept = new float[KEPT][CHANNELS * across.target()];
      Arrays.fill(keptRows, -1);
    }

    float[] row(int y) {
      int slot = y % KEPT;
      if (keptRows[slot] != y) {
        image.read(source.top + y, source.left, source.width, rgb);
        narrow(kept[slot]);
        keptRows[slot] = y;
      }
      return kept[slot];
    }

    private void narrow(float[] row) {
      int width = across.target();
      for (int x = 0; x < width; x++) {
        float[] weights = across.weights(x);
        int from = CHANNELS * across.first(x);
        float red = 0;
        float green = 0;
        float blue = 0;
        for (float weight : weights) {
          red += weight * (rgb[from] & 0xff);
          green += weight * (rgb[from + 1] & 0xff);
          blue += weight * (rgb[from + 2] & 0xff);
          from += CHANNELS;
        }
        row[x] = red;
        row[width + x] = green;
        row[2 * width + x] = blue;
      }
    }
  }
}

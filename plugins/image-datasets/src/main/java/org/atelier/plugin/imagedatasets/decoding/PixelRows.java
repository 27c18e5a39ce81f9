package org.atelier.plugin.imagedatasets.decoding;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * Reads stretches of an image's rows as opaque RGB, three bytes a pixel: grey thrice, a palette
 * looked up, 16 bits to 8, anything transparent laid on white.
 *
 * <p>Samples are taken as they are. Java2D would convert grey from a linear colour space, which
 * makes it lighter than every other program shows it.
 */
abstract class PixelRows {
  private final int width;
  private final int height;

  private PixelRows(Raster raster) {
    width = raster.getWidth();
    height = raster.getHeight();
  }

  /** Reads the pixels of an image. */
  static PixelRows of(BufferedImage image) {
    ColorModel colors = image.getColorModel();
    Raster raster = image.getRaster();
    if (colors instanceof IndexColorModel palette) {
      return new Palette(raster, palette);
    }
    if (colors instanceof ComponentColorModel && !colors.isAlphaPremultiplied()) {
      return raster.getSampleModel() instanceof PixelInterleavedSampleModel
              && raster.getDataBuffer() instanceof DataBufferByte
              && raster.getSampleModel().getSampleSize(0) == 8
          ? new Bytes(raster)
          : new Samples(raster);
    }
    return new Converted(image);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /**
   * Reads a stretch of one row.
   *
   * @param y the row
   * @param left the first column
   * @param count how many columns
   * @param rgb where the bytes go, from its start
   */
  abstract void read(int y, int left, int count, byte[] rgb);

  private static byte onWhite(int sample, int alpha) {
    return (byte) ((sample * alpha + 255 * (255 - alpha) + 127) / 255);
  }

  /** Bytes that lie pixel after pixel, what most files decode to. */
  private static final class Bytes extends PixelRows {
    private final byte[] data;
    private final int base;
    private final int rowStride;
    private final int pixelStride;
    private final int[] bands;

    Bytes(Raster raster) {
      super(raster);
      PixelInterleavedSampleModel model = (PixelInterleavedSampleModel) raster.getSampleModel();
      DataBufferByte buffer = (DataBufferByte) raster.getDataBuffer();
      data = buffer.getData();
      rowStride = model.getScanlineStride();
      pixelStride = model.getPixelStride();
      bands = model.getBandOffsets();
      base =
          buffer.getOffset()
              - raster.getSampleModelTranslateY() * rowStride
              - raster.getSampleModelTranslateX() * pixelStride;
    }

    @Override
    void read(int y, int left, int count, byte[] rgb) {
      boolean grey = bands.length < 3;
      int start = base + y * rowStride + left * pixelStride;
      int red = start + bands[0];
      int green = start + bands[grey ? 0 : 1];
      int blue = start + bands[grey ? 0 : 2];
      for (int x = 0, to = 0, from = 0; x < count; x++, to += 3, from += pixelStride) {
        rgb[to] = data[red + from];
        rgb[to + 1] = data[green + from];
        rgb[to + 2] = data[blue + from];
      }
      if (bands.length == 2 || bands.length == 4) {
        layOnWhite(start + bands[bands.length - 1], count, rgb);
      }
    }

    private void layOnWhite(int alphas, int count, byte[] rgb) {
      for (int x = 0; x < count; x++) {
        int alpha = data[alphas + x * pixelStride] & 0xff;
        for (int to = 3 * x; alpha < 255 && to < 3 * x + 3; to++) {
          rgb[to] = onWhite(rgb[to] & 0xff, alpha);
        }
      }
    }
  }

  /** Samples of other sizes, such as 16 bits. */
  private static final class Samples extends PixelRows {
    private final Raster raster;
    private final int bands;
    private final long[] largest;

    Samples(Raster raster) {
      super(raster);
      this.raster = raster;
      bands = raster.getNumBands();
      largest = new long[bands];
      for (int band = 0; band < bands; band++) {
        largest[band] = (1L << raster.getSampleModel().getSampleSize(band)) - 1;
      }
    }

    @Override
    void read(int y, int left, int count, byte[] rgb) {
      int[] row =
          raster.getPixels(
              raster.getMinX() + left, raster.getMinY() + y, count, 1, new int[count * bands]);
      boolean alphas = bands == 2 || bands == 4;
      for (int x = 0; x < count; x++) {
        int alpha = alphas ? eightBits(row, x, bands - 1) : 255;
        for (int color = 0; color < 3; color++) {
          int sample = eightBits(row, x, bands < 3 ? 0 : color);
          rgb[3 * x + color] = onWhite(sample, alpha);
        }
      }
    }

    private int eightBits(int[] row, int x, int band) {
      return (int) ((row[x * bands + band] * 255L + largest[band] / 2) / largest[band]);
    }
  }

  /** Positions in a palette. */
  private static final class Palette extends PixelRows {
    private final Raster raster;
    private final byte[] colors;

    Palette(Raster raster, IndexColorModel palette) {
      super(raster);
      this.raster = raster;
      // as many as a sample can name, for files whose palette is too short for their pixels
      colors = new byte[3 << raster.getSampleModel().getSampleSize(0)];
      for (int i = 0; i < Math.min(palette.getMapSize(), colors.length / 3); i++) {
        int alpha = palette.getAlpha(i);
        colors[3 * i] = onWhite(palette.getRed(i), alpha);
        colors[3 * i + 1] = onWhite(palette.getGreen(i), alpha);
        colors[3 * i + 2] = onWhite(palette.getBlue(i), alpha);
      }
    }

    @Override
    void read(int y, int left, int count, byte[] rgb) {
      int[] row =
          raster.getPixels(raster.getMinX() + left, raster.getMinY() + y, count, 1, (int[]) null);
      for (int x = 0; x < count; x++) {
        System.arraycopy(colors, 3 * row[x], rgb, 3 * x, 3);
      }
    }
  }

  /** Anything else, such as bitmaps of 16 bits a pixel, by way of Java2D. */
  private static final class Converted extends PixelRows {
    private final BufferedImage image;

    Converted(BufferedImage image) {
      super(image.getRaster());
      this.image = image;
    }

    @Override
    void read(int y, int left, int count, byte[] rgb) {
      int[] row = image.getRGB(left, y, count, 1, null, 0, count);
      for (int x = 0; x < count; x++) {
        int alpha = row[x] >>> 24;
        rgb[3 * x] = onWhite(row[x] >> 16 & 0xff, alpha);
        rgb[3 * x + 1] = onWhite(row[x] >> 8 & 0xff, alpha);
        rgb[3 * x + 2] = onWhite(row[x] & 0xff, alpha);
      }
    }
  }
}

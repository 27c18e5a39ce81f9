package org.atelier.plugin.imagedatasets.check;

import java.util.Arrays;

/**
 * What an image looks like, in a form that survives another size, another compression and another
 * brightness.
 *
 * <p>The hash is that of Zauner (Implementation and Benchmarking of Perceptual Image Hash
 * Functions, 2010, section 3.2.1): the image's luminance, averaged down to 32 x 32, is put through
 * a discrete cosine transform; each of the 8 x 8 lowest frequencies beside the constant ones gives
 * a bit, whether it is above their median. Two hashes are as alike as few of their 64 bits differ.
 *
 * <p>Pictures with little in them have hashes that say little. So a thumbnail goes with the hash,
 * by whose correlation a likeness of hashes can be confirmed.
 */
final class ImageSignature {
  /** The number of bits of a hash. */
  static final int BITS = 64;

  /** Below this standard deviation of the luminance (0 to 255) an image has nothing to tell. */
  static final double LEAST_CONTRAST = 3;

  private static final int SIDE = 32;
  private static final int FREQUENCIES = 8;
  private static final int THUMBNAIL = 16;
  private static final double[][] COSINES = cosines();

  private final long hash;
  private final long mirrored;
  private final boolean plain;
  private final byte[] thumbnail;

  private ImageSignature(long hash, long mirrored, boolean plain, byte[] thumbnail) {
    this.hash = hash;
    this.mirrored = mirrored;
    this.plain = plain;
    this.thumbnail = thumbnail;
  }

  /**
   * Looks at an image.
   *
   * @param planes its red, green and blue plane (CHW), {@code 3 * height * width} bytes
   * @param height its height in pixels
   * @param width its width in pixels
   */
  static ImageSignature of(byte[] planes, int height, int width) {
    double[][] small = AreaMeans.reduce(luminance(planes, height * width), height, width, SIDE);
    double[] spectrum = spectrum(small);
    double[] mirrored = spectrum.clone();
    for (int i = 0; i < mirrored.length; i++) {
      // frequencies from 1: a mirror turns the sign of each wave with an odd number of half periods
      if (i % FREQUENCIES % 2 == 0) {
        mirrored[i] = -mirrored[i];
      }
    }
    return new ImageSignature(
        bits(spectrum), bits(mirrored), deviation(small) < LEAST_CONTRAST, thumbnail(small));
  }

  /** Returns the hash. */
  long hash() {
    return hash;
  }

  /** Returns the hash of the mirror image. */
  long mirrored() {
    return mirrored;
  }

  /** Returns whether there is too little in the image to tell it from others. */
  boolean plain() {
    return plain;
  }

  /**
   * Returns Pearson's correlation of two thumbnails, from -1 to 1.
   *
   * @param mirror whether the other is to be seen in a mirror
   */
  double correlation(ImageSignature other, boolean mirror) {
    long sum = 0;
    long otherSum = 0;
    long square = 0;
    long otherSquare = 0;
    long product = 0;
    for (int at = 0; at < thumbnail.length; at++) {
      int across = at % THUMBNAIL;
      int opposite = mirror ? at - across + THUMBNAIL - 1 - across : at;
      long a = thumbnail[at] & 0xff;
      long b = other.thumbnail[opposite] & 0xff;
      sum += a;
      otherSum += b;
      square += a * a;
      otherSquare += b * b;
      product += a * b;
    }
    long n = thumbnail.length;
    double variances = (double) (n * square - sum * sum) * (n * otherSquare - otherSum * otherSum);
    return variances == 0 ? 0 : (n * product - sum * otherSum) / Math.sqrt(variances);
  }

  /** Luminance by the weights of ITU-R BT.601. */
  private static float[] luminance(byte[] planes, int pixels) {
    float[] result = new float[pixels];
    for (int i = 0; i < pixels; i++) {
      result[i] =
          0.299f * (planes[i] & 0xff)
              + 0.587f * (planes[pixels + i] & 0xff)
              + 0.114f * (planes[2 * pixels + i] & 0xff);
    }
    return result;
  }

  /** The lowest frequencies of the cosine transform, row by row, without the constant ones. */
  private static double[] spectrum(double[][] small) {
    double[][] across = new double[SIDE][FREQUENCIES];
    for (int y = 0; y < SIDE; y++) {
      for (int u = 0; u < FREQUENCIES; u++) {
        double sum = 0;
        for (int x = 0; x < SIDE; x++) {
          sum += small[y][x] * COSINES[u][x];
        }
        across[y][u] = sum;
      }
    }
    double[] spectrum = new double[FREQUENCIES * FREQUENCIES];
    for (int v = 0; v < FREQUENCIES; v++) {
      for (int u = 0; u < FREQUENCIES; u++) {
        double sum = 0;
        for (int y = 0; y < SIDE; y++) {
          sum += across[y][u] * COSINES[v][y];
        }
        spectrum[v * FREQUENCIES + u] = sum;
      }
    }
    return spectrum;
  }

  private static double[][] cosines() {
    double[][] cosines = new double[FREQUENCIES][SIDE];
    for (int u = 0; u < FREQUENCIES; u++) {
      for (int x = 0; x < SIDE; x++) {
        cosines[u][x] = Math.cos(Math.PI * (u + 1) * (2 * x + 1) / (2.0 * SIDE));
      }
    }
    return cosines;
  }

  private static long bits(double[] spectrum) {
    double[] sorted = spectrum.clone();
    Arrays.sort(sorted);
    double median = (sorted[BITS / 2 - 1] + sorted[BITS / 2]) / 2;
    long bits = 0;
    for (int i = 0; i < BITS; i++) {
      if (spectrum[i] > median) {
        bits |= 1L << i;
      }
    }
    return bits;
  }

  private static double deviation(double[][] small) {
    double sum = 0;
    double square = 0;
    for (double[] row : small) {
      for (double value : row) {
        sum += value;
        square += value * value;
      }
    }
    int count = SIDE * SIDE;
    return Math.sqrt(Math.max(0, square / count - (sum / count) * (sum / count)));
  }

  private static byte[] thumbnail(double[][] small) {
    int block = SIDE / THUMBNAIL;
    byte[] thumbnail = new byte[THUMBNAIL * THUMBNAIL];
    for (int y = 0; y < THUMBNAIL; y++) {
      for (int x = 0; x < THUMBNAIL; x++) {
        double sum = 0;
        for (int dy = 0; dy < block; dy++) {
          for (int dx = 0; dx < block; dx++) {
            sum += small[y * block + dy][x * block + dx];
          }
        }
        thumbnail[y * THUMBNAIL + x] = (byte) Math.round(sum / (block * block));
      }
    }
    return thumbnail;
  }
}

package org.atelier.plugin.autoencoder.loss;

import java.util.Arrays;

/**
 * The structural similarity of two images, as {@link Ssim} computes it, in plain Java: engines take
 * several times as long for convolutions of one channel, and are needed for gradients only.
 */
public final class MeasuredSsim {
  /** Images filtered together: both, the sum of their squares, and their product. */
  private static final int FILTERED = 4;

  private final int height;
  private final int width;
  private final int across;
  private final float[] weights = Ssim.weights();

  /**
   * Prepares to compare images.
   *
   * @param height their height in pixels, {@link Ssim#WINDOW} at least
   * @param width their width in pixels, the same
   */
  public MeasuredSsim(int height, int width) {
    this.height = height;
    this.width = width;
    this.across = width - Ssim.WINDOW + 1;
  }

  /**
   * Returns how similar two images are, the mean over all windows and channels.
   *
   * @param first images one after the other, CHW, in [0, 1]
   * @param second images of the same shape
   * @param from where in both the compared image begins
   * @param channels its channels
   */
  public double of(float[] first, float[] second, int from, int channels) {
    double sum = 0;
    for (int channel = 0; channel < channels; channel++) {
      sum += plane(first, second, from + channel * height * width);
    }
    return sum / channels;
  }

  private double plane(float[] first, float[] second, int from) {
    float[][] lines = new float[height][];
    for (int row = 0; row < height; row++) {
      lines[row] = filtered(first, second, from + row * width);
    }
    double sum = 0;
    int down = height - Ssim.WINDOW + 1;
    float[] means = new float[FILTERED * across];
    for (int row = 0; row < down; row++) {
      Arrays.fill(means, 0);
      for (int tap = 0; tap < Ssim.WINDOW; tap++) {
        add(weights[tap], lines[row + tap], 0, means, 0, means.length);
      }
      sum += similarities(means);
    }
    return sum / ((double) down * across);
  }

  /** Returns the weighted means along one row: of the four images one after the other. */
  private float[] filtered(float[] first, float[] second, int from) {
    float[] squares = new float[width];
    float[] products = new float[width];
    for (int column = 0; column < width; column++) {
      float x = first[from + column];
      float y = second[from + column];
      squares[column] = x * x + y * y;
      products[column] = x * y;
    }
    float[] line = new float[FILTERED * across];
    for (int tap = 0; tap < Ssim.WINDOW; tap++) {
      add(weights[tap], first, from + tap, line, 0, across);
      add(weights[tap], second, from + tap, line, across, across);
      add(weights[tap], squares, tap, line, 2 * across, across);
      add(weights[tap], products, tap, line, 3 * across, across);
    }
    return line;
  }

  private static void add(float weight, float[] values, int from, float[] sums, int to, int count) {
    for (int index = 0; index < count; index++) {
      sums[to + index] += weight * values[from + index];
    }
  }

  private double similarities(float[] means) {
    double sum = 0;
    for (int column = 0; column < across; column++) {
      double x = means[column];
      double y = means[across + column];
      double product = x * y;
      double squares = x * x + y * y;
      double variances = means[2 * across + column] - squares;
      double covariance = means[3 * across + column] - product;
      sum +=
          (2 * product + Ssim.LUMINANCE_CONSTANT)
              * (2 * covariance + Ssim.CONTRAST_CONSTANT)
              / ((squares + Ssim.LUMINANCE_CONSTANT) * (variances + Ssim.CONTRAST_CONSTANT));
    }
    return sum;
  }
}

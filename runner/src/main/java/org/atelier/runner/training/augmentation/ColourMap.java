package org.atelier.runner.training.augmentation;

import java.util.SplittableRandom;
import org.atelier.api.training.Augmentation;

/**
 * What becomes of each colour: {@code matrix * (red, green, blue) + offset}, in bytes from 0 to
 * 255. All of brightness, contrast, saturation and hue are one such map (Haeberli 1993, "Matrix
 * operations for image processing").
 */
final class ColourMap {
  private static final float WHITE = 255;

  /** Pixels that are changed at a time: few enough for the first cache. */
  private static final int BLOCK = 1024;

  private static final double MIDDLE_GREY = WHITE / 2;

  /** How bright red, green and blue look (Rec. 601). */
  private static final double[] LUMA = {0.299, 0.587, 0.114};

  /** Three rows of three. */
  private final float[] matrix;

  private final float offset;

  private ColourMap(float[] matrix, float offset) {
    this.matrix = matrix;
    this.offset = offset;
  }

  /**
   * Draws a map.
   *
   * @param augmentation what to draw
   * @param random gives the same numbers in the same order whatever is drawn
   */
  static ColourMap draw(Augmentation augmentation, SplittableRandom random) {
    double brightness = around(1, augmentation.brightness(), random);
    double contrast = around(1, augmentation.contrast(), random);
    double saturation = around(1, augmentation.saturation(), random);
    double hue = Math.toRadians(around(0, augmentation.hue(), random));
    return of(brightness, contrast, saturation, hue);
  }

  private static double around(double centre, double spread, SplittableRandom random) {
    return centre + (2 * random.nextDouble() - 1) * spread;
  }

  /**
   * Returns a map that turns the hue, then changes saturation, contrast and brightness.
   *
   * @param brightness what colours are multiplied by
   * @param contrast what their distance from middle grey is multiplied by
   * @param saturation what their distance from their own grey is multiplied by
   * @param hue the angle in radians by which they turn about the grey axis
   */
  static ColourMap of(double brightness, double contrast, double saturation, double hue) {
    double[] turn = rotation(hue);
    float[] matrix = new float[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        double grey = 0;
        for (int channel = 0; channel < 3; channel++) {
          grey += LUMA[channel] * turn[3 * channel + column];
        }
        double vivid = saturation * turn[3 * row + column] + (1 - saturation) * grey;
        matrix[3 * row + column] = (float) (brightness * contrast * vivid);
      }
    }
    return new ColourMap(matrix, (float) (brightness * (1 - contrast) * MIDDLE_GREY));
  }

  /** Returns the rotation about the axis (1, 1, 1) (Rodrigues' formula). */
  private static double[] rotation(double angle) {
    double same = (1 + 2 * Math.cos(angle)) / 3;
    double shared = (1 - Math.cos(angle)) / 3;
    double across = Math.sin(angle) / Math.sqrt(3);
    double next = shared + across;
    double last = shared - across;
    return new double[] {same, last, next, next, same, last, last, next, same};
  }

  /**
   * Changes an image, and brings it from bytes to [0, 1]; what is beyond becomes black or white.
   *
   * @param planes red, green and blue, each of {@code pixels} numbers
   * @param pixels height times width
   */
  void apply(float[] planes, int pixels) {
    // Java's compiler computes on many numbers at once where each array is walked from its start.
    float[] red = new float[BLOCK];
    float[] green = new float[BLOCK];
    float[] blue = new float[BLOCK];
    float[] mixed = new float[BLOCK];
    for (int begin = 0; begin < pixels; begin += BLOCK) {
      int size = Math.min(BLOCK, pixels - begin);
      System.arraycopy(planes, begin, red, 0, size);
      System.arraycopy(planes, pixels + begin, green, 0, size);
      System.arraycopy(planes, 2 * pixels + begin, blue, 0, size);
      for (int channel = 0; channel < 3; channel++) {
        mix(channel, red, green, blue, mixed);
        System.arraycopy(mixed, 0, planes, channel * pixels + begin, size);
      }
    }
  }

  private void mix(int channel, float[] red, float[] green, float[] blue, float[] mixed) {
    float ofRed = matrix[3 * channel];
    float ofGreen = matrix[3 * channel + 1];
    float ofBlue = matrix[3 * channel + 2];
    for (int at = 0; at < mixed.length; at++) {
      mixed[at] = unit(ofRed * red[at] + ofGreen * green[at] + ofBlue * blue[at] + offset);
    }
  }

  private static float unit(float value) {
    return Math.max(0, Math.min(WHITE, value)) / WHITE;
  }
}

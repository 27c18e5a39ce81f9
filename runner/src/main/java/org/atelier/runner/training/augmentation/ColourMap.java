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
    float rr = matrix[0];
    float rg = matrix[1];
    float rb = matrix[2];
    float gr = matrix[3];
    float gg = matrix[4];
    float gb = matrix[5];
    float br = matrix[6];
    float bg = matrix[7];
    float bb = matrix[8];
    for (int at = 0; at < pixels; at++) {
      float red = planes[at];
      float green = planes[pixels + at];
      float blue = planes[2 * pixels + at];
      planes[at] = unit(rr * red + rg * green + rb * blue + offset);
      planes[pixels + at] = unit(gr * red + gg * green + gb * blue + offset);
      planes[2 * pixels + at] = unit(br * red + bg * green + bb * blue + offset);
    }
  }

  private static float unit(float value) {
    return Math.max(0, Math.min(WHITE, value)) / WHITE;
  }
}

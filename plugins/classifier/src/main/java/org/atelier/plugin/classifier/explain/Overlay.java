package org.atelier.plugin.classifier.explain;

import org.atelier.api.result.RgbImage;

/**
 * Lays a map over its image: the image in grey, and over it a colour from violet (low) by orange to
 * yellow (high), the denser the higher the map.
 */
final class Overlay {
  /** The largest share of the colour, so that the image can always be seen. */
  private static final float DENSEST = 0.65f;

  /** From dark to bright, so that it also reads without colour vision. */
  private static final int[][] COLOURS = {
    {60, 15, 120}, {170, 30, 110}, {235, 105, 40}, {255, 215, 60}
  };

  private static final int CHANNELS = 3;

  private Overlay() {}

  /**
   * Draws an overlay.
   *
   * @param height the image's height
   * @param width the image's width
   * @param planes the image's planes of bytes (CHW)
   * @param map the map
   */
  static RgbImage of(int height, int width, byte[] planes, ClassMap map) {
    float[] heat = map.scaledTo(height, width);
    int pixels = height * width;
    byte[] drawn = new byte[CHANNELS * pixels];
    for (int at = 0; at < pixels; at++) {
      float red = planes[at] & 0xFF;
      float green = planes[pixels + at] & 0xFF;
      float blue = planes[2 * pixels + at] & 0xFF;
      // Rec. 601 luma.
      float grey = 0.299f * red + 0.587f * green + 0.114f * blue;
      float share = DENSEST * heat[at];
      for (int channel = 0; channel < CHANNELS; channel++) {
        float value = grey + (colour(heat[at], channel) - grey) * share;
        drawn[channel * pixels + at] = (byte) Math.round(value);
      }
    }
    return RgbImage.of(height, width, drawn);
  }

  private static float colour(float heat, int channel) {
    float place = heat * (COLOURS.length - 1);
    int below = Math.min((int) place, COLOURS.length - 2);
    float low = COLOURS[below][channel];
    return low + (COLOURS[below + 1][channel] - low) * (place - below);
  }
}

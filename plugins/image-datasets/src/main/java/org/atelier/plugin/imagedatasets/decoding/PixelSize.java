package org.atelier.plugin.imagedatasets.decoding;

/**
 * The size of an image as it is to be seen.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record PixelSize(int width, int height) {
  /** Returns the shorter side in pixels. */
  public int shorter() {
    return Math.min(width, height);
  }
}

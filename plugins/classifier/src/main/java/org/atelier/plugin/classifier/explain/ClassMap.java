package org.atelier.plugin.classifier.explain;

import java.util.Arrays;

/** How much each place of an image speaks for a class: a small map of numbers from 0 on. */
final class ClassMap {
  private final int height;
  private final int width;
  private final float[] values;

  /**
   * Makes a map.
   *
   * @param height its rows
   * @param width its columns
   * @param values row by row, none negative
   */
  ClassMap(int height, int width, float[] values) {
    this.height = height;
    this.width = width;
    this.values = values.clone();
  }

  /** Returns the values row by row. */
  float[] values() {
    return values.clone();
  }

  /** Returns whether nothing speaks for the class. */
  boolean isEmpty() {
    return largest() <= 0;
  }

  /**
   * Returns the map at an image's size, from 0 to 1: bilinear between the middles of its cells, and
   * divided by its largest value.
   *
   * @param imageHeight the image's height
   * @param imageWidth the image's width
   */
  float[] scaledTo(int imageHeight, int imageWidth) {
    float[] scaled = new float[imageHeight * imageWidth];
    if (isEmpty()) {
      return scaled;
    }
    float factor = 1 / largest();
    for (int row = 0; row < imageHeight; row++) {
      float y = place(row, imageHeight, height);
      int top = (int) y;
      int bottom = Math.min(top + 1, height - 1);
      for (int column = 0; column < imageWidth; column++) {
        float x = place(column, imageWidth, width);
        int left = (int) x;
        int right = Math.min(left + 1, width - 1);
        float above = mix(at(top, left), at(top, right), x - left);
        float below = mix(at(bottom, left), at(bottom, right), x - left);
        scaled[row * imageWidth + column] = mix(above, below, y - top) * factor;
      }
    }
    return scaled;
  }

  private float largest() {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  private float at(int row, int column) {
    return values[row * width + column];
  }

  /** Returns where the middle of a pixel lies among the middles of cells. */
  private static float place(int pixel, int pixels, int cells) {
    float place = (pixel + 0.5f) * cells / pixels - 0.5f;
    return Math.min(Math.max(place, 0), cells - 1);
  }

  private static float mix(float from, float to, float share) {
    return from + (to - from) * share;
  }

  @Override
  public String toString() {
    return "%d x %d %s".formatted(width, height, Arrays.toString(values));
  }
}

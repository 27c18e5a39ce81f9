package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;

/**
 * Touches of paint set straight into a canvas's pixels.
 *
 * <p>A shape filled by Java2D costs microseconds whatever its size; a painting of dots has
 * thousands.
 */
final class Brush {

  private final Canvas canvas;
  private final int[] pixels;
  private final int width;
  private final int height;

  /** The side of a pixel in unit coordinates: edges are smoothed over this distance. */
  private final double pixel;

  Brush(Canvas canvas) {
    this.canvas = canvas;
    this.pixels = canvas.pixels();
    this.width = canvas.width();
    this.height = canvas.height();
    this.pixel = 2.0 / (width + height);
  }

  Canvas canvas() {
    return canvas;
  }

  /** A round dot. */
  void dot(double x, double y, double radius, Color color) {
    touch(x, y, radius, radius, 0, color);
  }

  /** An ellipse of half-axes {@code along} and {@code across}, turned by {@code angle} radians. */
  void touch(double x, double y, double along, double across, double angle, Color color) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double reach = Math.max(along, across) + pixel;
    double edge = Math.min(along, across) / pixel;
    double alpha = Math.min(1, 2 * edge);
    double smooth = Math.max(edge, 0.5);
    for (int row = first(y - reach, height); row <= last(y + reach, height); row++) {
      double dy = (row + 0.5) / height - y;
      for (int column = first(x - reach, width); column <= last(x + reach, width); column++) {
        double dx = (column + 0.5) / width - x;
        double u = (dx * cos + dy * sin) / Math.max(along, pixel / 2);
        double v = (dy * cos - dx * sin) / Math.max(across, pixel / 2);
        double cover = (1 - Math.sqrt(u * u + v * v)) * smooth + 0.5;
        if (cover > 0) {
          blend(row * width + column, color, Math.min(1, cover) * alpha);
        }
      }
    }
  }

  /**
   * A straight stroke of a bristle brush.
   *
   * @param roughness 0 for a smooth band; towards 1 the bristles show as streaks and ragged ends
   */
  void stroke(
      double x0, double y0, double x1, double y1, double thickness, double roughness, Color color) {
    stroke(x0, y0, x1, y1, thickness, roughness, roughness, color);
  }

  /** A stroke through points (x, y, x, y, …); only its end is ragged. */
  void stroke(double[] points, double thickness, double roughness, Color color) {
    for (int i = 0; i + 3 < points.length; i += 2) {
      double ragged = i + 4 < points.length ? 0 : 4 * roughness;
      stroke(
          points[i],
          points[i + 1],
          points[i + 2],
          points[i + 3],
          thickness,
          roughness,
          ragged,
          color);
    }
  }

  private void stroke(
      double x0,
      double y0,
      double x1,
      double y1,
      double thickness,
      double streaks,
      double ragged,
      Color color) {
    double length = Math.max(1e-6, Math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0)));
    double cos = (x1 - x0) / length;
    double sin = (y1 - y0) / length;
    double half = thickness / 2;
    double reach = half + pixel;
    double overlap = half * 0.4;
    double frayed = ragged > 0 ? ragged * half * 0.8 + pixel : -pixel;
    int salt = (int) (color.getRGB() + 7919 * thickness / pixel);
    for (int row = first(Math.min(y0, y1) - reach, height);
        row <= last(Math.max(y0, y1) + reach, height);
        row++) {
      double dy = (row + 0.5) / height - y0;
      double[] span = span(dy, cos, sin, reach, length);
      for (int column = first(x0 + span[0], width); column <= last(x0 + span[1], width); column++) {
        double dx = (column + 0.5) / width - x0;
        double along = dx * cos + dy * sin;
        double across = dy * cos - dx * sin;
        double side = half - Math.abs(across);
        if (side < -pixel) {
          continue;
        }
        int bristle = (int) Math.floor(across / thickness * 14);
        double end = length + overlap - along;
        if (end < frayed) {
          end -= ragged * half * 0.8 * noise(bristle, salt);
        }
        double cover = Math.min(1, Math.min(side, Math.min(along + overlap, end)) / pixel + 0.5);
        if (cover > 0) {
          double light = streaks > 0 ? 1 + 0.5 * streaks * (noise(bristle, ~salt) - 0.5) : 1;
          blend(row * width + column, color, cover, light);
        }
      }
    }
  }

  /** Between which offsets from its start a slanting band can cover a row {@code dy} below it. */
  private static double[] span(double dy, double cos, double sin, double reach, double length) {
    double low = Math.min(0, cos * length) - reach;
    double high = Math.max(0, cos * length) + reach;
    if (Math.abs(sin) > 0.02) {
      double middle = dy * cos / sin;
      double half = reach / Math.abs(sin);
      low = Math.max(low, middle - half);
      high = Math.min(high, middle + half);
    }
    return new double[] {low, high};
  }

  /** Lightens and darkens single threads or grains, {@code cells} of them to a side. */
  void grain(Chance chance, int cells, double amount) {
    int salt = chance.salt();
    for (int row = 0; row < height; row++) {
      int cellRow = (int) ((row + 0.5) / height * cells);
      for (int column = 0; column < width; column++) {
        int cellColumn = (int) ((column + 0.5) / width * cells);
        double value = noise(cellColumn + cellRow * 8191, salt) - 0.5;
        scale(row * width + column, 1 + 2 * amount * value);
      }
    }
  }

  /** Blurs by a box of the given radius, twice: close enough to a bell. */
  void soften(double radius) {
    int across = (int) (radius * width);
    int down = (int) (radius * height);
    int[] source = new int[Math.max(width, height)];
    for (int pass = 0; pass < 2; pass++) {
      for (int row = 0; row < height && across > 0; row++) {
        average(row * width, 1, width, across, source);
      }
      for (int column = 0; column < width && down > 0; column++) {
        average(column, width, height, down, source);
      }
    }
  }

  private void average(int start, int step, int count, int radius, int[] source) {
    int red = 0;
    int green = 0;
    int blue = 0;
    for (int i = 0; i < count; i++) {
      source[i] = pixels[start + i * step];
    }
    for (int i = -radius; i <= radius; i++) {
      int value = source[Math.min(count - 1, Math.max(0, i))];
      red += value >> 16 & 0xff;
      green += value >> 8 & 0xff;
      blue += value & 0xff;
    }
    int size = 2 * radius + 1;
    for (int i = 0; i < count; i++) {
      pixels[start + i * step] = (red / size) << 16 | (green / size) << 8 | blue / size;
      int next = source[Math.min(count - 1, i + radius + 1)];
      int gone = source[Math.max(0, i - radius)];
      red += (next >> 16 & 0xff) - (gone >> 16 & 0xff);
      green += (next >> 8 & 0xff) - (gone >> 8 & 0xff);
      blue += (next & 0xff) - (gone & 0xff);
    }
  }

  private void blend(int index, Color color, double alpha) {
    blend(index, color, alpha, 1);
  }

  private void blend(int index, Color color, double alpha, double light) {
    int under = pixels[index];
    int red = channel(under >> 16 & 0xff, color.getRed() * light, alpha);
    int green = channel(under >> 8 & 0xff, color.getGreen() * light, alpha);
    int blue = channel(under & 0xff, color.getBlue() * light, alpha);
    pixels[index] = red << 16 | green << 8 | blue;
  }

  private void scale(int index, double factor) {
    int under = pixels[index];
    int red = channel(0, (under >> 16 & 0xff) * factor, 1);
    int green = channel(0, (under >> 8 & 0xff) * factor, 1);
    int blue = channel(0, (under & 0xff) * factor, 1);
    pixels[index] = red << 16 | green << 8 | blue;
  }

  private static int channel(int under, double over, double alpha) {
    return (int) Math.min(255, under + (over - under) * alpha + 0.5);
  }

  /** A fixed pseudo-random number in [0, 1) for a cell. */
  private static double noise(int cell, int salt) {
    int h = cell * 0x9E3779B9 ^ salt * 0x85EBCA6B;
    h = (h ^ h >>> 15) * 0x2C1B3C6D;
    h = (h ^ h >>> 12) * 0x297A2D39;
    return ((h ^ h >>> 15) >>> 8) * 0x1p-24;
  }

  private static int first(double unit, int size) {
    return Math.max(0, (int) (unit * size - 1));
  }

  private static int last(double unit, int size) {
    return Math.min(size - 1, (int) (unit * size + 1));
  }
}

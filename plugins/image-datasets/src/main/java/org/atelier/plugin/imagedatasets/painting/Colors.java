package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;

/** Mixing of colours, in plain arithmetic so that it gives the same on every platform. */
final class Colors {

  private Colors() {}

  static Color rgb(int rgb) {
    return new Color(rgb);
  }

  static List<Color> list(int... rgb) {
    return Arrays.stream(rgb).mapToObj(Color::new).toList();
  }

  /** A colour from hue, saturation and brightness, each 0 to 1; the hue wraps around. */
  static Color hsb(double hue, double saturation, double brightness) {
    double sector = (hue - StrictMath.floor(hue)) * 6;
    double s = clamp(saturation);
    double b = clamp(brightness);
    double red = clamp(StrictMath.abs(sector - 3) - 1);
    double green = clamp(2 - StrictMath.abs(sector - 2));
    double blue = clamp(2 - StrictMath.abs(sector - 4));
    return of(b * (1 - s + s * red), b * (1 - s + s * green), b * (1 - s + s * blue));
  }

  /** From {@code first} (amount 0) to {@code second} (amount 1). */
  static Color mix(Color first, Color second, double amount) {
    double t = clamp(amount);
    return new Color(
        blend(first.getRed(), second.getRed(), t),
        blend(first.getGreen(), second.getGreen(), t),
        blend(first.getBlue(), second.getBlue(), t));
  }

  static Color lighter(Color color, double amount) {
    return mix(color, Color.WHITE, amount);
  }

  static Color darker(Color color, double amount) {
    return mix(color, Color.BLACK, amount);
  }

  /** Away from grey for a factor over 1, towards it below. */
  static Color saturated(Color color, double factor) {
    double grey = luminance(color);
    return of(
        grey + factor * (color.getRed() / 255.0 - grey),
        grey + factor * (color.getGreen() / 255.0 - grey),
        grey + factor * (color.getBlue() / 255.0 - grey));
  }

  /** Stretched about mid-grey for a factor over 1, flattened below. */
  static Color contrasted(Color color, double factor) {
    return of(
        0.5 + factor * (color.getRed() / 255.0 - 0.5),
        0.5 + factor * (color.getGreen() / 255.0 - 0.5),
        0.5 + factor * (color.getBlue() / 255.0 - 0.5));
  }

  /** A touch that differs a little, as no two mixes on a palette are alike. */
  static Color varied(Color color, Chance chance, double amount) {
    double light = chance.around(amount);
    return of(
        color.getRed() / 255.0 + light + chance.around(amount * 0.7),
        color.getGreen() / 255.0 + light + chance.around(amount * 0.7),
        color.getBlue() / 255.0 + light + chance.around(amount * 0.7));
  }

  /** The colour opposite on the wheel. */
  static Color complement(Color color) {
    int sum =
        StrictMath.max(color.getRed(), StrictMath.max(color.getGreen(), color.getBlue()))
            + StrictMath.min(color.getRed(), StrictMath.min(color.getGreen(), color.getBlue()));
    return new Color(sum - color.getRed(), sum - color.getGreen(), sum - color.getBlue());
  }

  static Color transparent(Color color, double alpha) {
    return new Color(
        color.getRed(), color.getGreen(), color.getBlue(), (int) (255 * clamp(alpha) + 0.5));
  }

  /** Brightness as the eye weighs it (Rec. 601), 0 to 1. */
  static double luminance(Color color) {
    return (0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue()) / 255;
  }

  private static Color of(double red, double green, double blue) {
    return new Color(channel(red), channel(green), channel(blue));
  }

  private static int channel(double value) {
    return (int) (255 * clamp(value) + 0.5);
  }

  private static int blend(int first, int second, double amount) {
    return (int) (first + (second - first) * amount + 0.5);
  }

  private static double clamp(double value) {
    return StrictMath.min(1, StrictMath.max(0, value));
  }
}

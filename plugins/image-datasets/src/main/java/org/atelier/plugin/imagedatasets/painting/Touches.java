package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;

/**
 * Painting in separate touches of the brush, each of one colour.
 *
 * @param count how many touches cover the picture
 * @param length of a touch in unit coordinates
 * @param thickness of a touch
 * @param roughness how far bristles show, 0 to 1
 * @param variation how far neighbouring touches differ in colour, 0 to 1
 */
record Touches(int count, double length, double thickness, double roughness, double variation) {

  /** The way a touch at (x, y) on a patch points, in radians. */
  interface Direction {
    double at(double x, double y, Patch patch);
  }

  /** The colour of one touch, given the colour seen there. */
  interface Mix {
    Color of(Color seen, Patch patch);
  }

  void paint(Brush brush, Underpainting under, Chance chance, Direction direction) {
    paint(brush, under, chance, direction, (seen, patch) -> seen);
  }

  /** Touches fall evenly over the picture (Roberts' R2 sequence), in no visible order. */
  void paint(Brush brush, Underpainting under, Chance chance, Direction direction, Mix mix) {
    double startX = chance.unit();
    double startY = chance.unit();
    double jitter = 0.4 / StrictMath.sqrt(count);
    for (int i = 0; i < count; i++) {
      double x = fraction(startX + i * 0.7548776662466927) + chance.around(jitter);
      double y = fraction(startY + i * 0.5698402909980532) + chance.around(jitter);
      Patch patch = under.patch(x, y);
      Color color = Colors.varied(mix.of(under.color(x, y), patch), chance, variation);
      double size = chance.between(0.75, 1.25);
      double angle = direction.at(x, y, patch);
      if (roughness > 0) {
        double dx = StrictMath.cos(angle) * length * size / 2;
        double dy = StrictMath.sin(angle) * length * size / 2;
        brush.stroke(x - dx, y - dy, x + dx, y + dy, thickness * size, roughness, color);
      } else {
        brush.touch(x, y, length * size / 2, thickness * size / 2, angle, color);
      }
    }
  }

  private static double fraction(double value) {
    return value - StrictMath.floor(value);
  }
}

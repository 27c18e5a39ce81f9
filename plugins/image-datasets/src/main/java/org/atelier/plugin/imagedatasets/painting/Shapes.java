package org.atelier.plugin.imagedatasets.painting;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The outlines that subjects are made of, in unit coordinates. */
final class Shapes {

  private Shapes() {}

  static Shape box(double x, double y, double width, double height) {
    return new Rectangle2D.Double(x, y, width, height);
  }

  static Shape oval(double x, double y, double radiusX, double radiusY) {
    return new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY);
  }

  static Shape disc(double x, double y, double radius) {
    return oval(x, y, radius, radius);
  }

  /** A closed shape with straight sides through points (x, y, x, y, …). */
  static Path2D polygon(double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    path.closePath();
    return path;
  }

  /** A closed shape with a smooth outline through points (Catmull-Rom). */
  static Path2D smooth(double... points) {
    return catmullRom(points, true);
  }

  /** An open smooth line through points (Catmull-Rom). */
  static Path2D curve(double... points) {
    return catmullRom(points, false);
  }

  private static Path2D catmullRom(double[] points, boolean closed) {
    int count = points.length / 2;
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 0; i < (closed ? count : count - 1); i++) {
      int a = index(i - 1, count, closed);
      int b = index(i, count, closed);
      int c = index(i + 1, count, closed);
      int d = index(i + 2, count, closed);
      path.curveTo(
          points[b] + (points[c] - points[a]) / 6,
          points[b + 1] + (points[c + 1] - points[a + 1]) / 6,
          points[c] - (points[d] - points[b]) / 6,
          points[c + 1] - (points[d + 1] - points[b + 1]) / 6,
          points[c],
          points[c + 1]);
    }
    if (closed) {
      path.closePath();
    }
    return path;
  }

  private static int index(int i, int count, boolean closed) {
    return 2 * (closed ? Math.floorMod(i, count) : Math.min(count - 1, Math.max(0, i)));
  }

  /** A lump: an ellipse whose outline wavers by {@code wobble} of its radius. */
  static Path2D blob(
      Chance chance, double x, double y, double radiusX, double radiusY, double wobble) {
    int count = 9;
    double[] points = new double[2 * count];
    double turn = chance.unit();
    for (int i = 0; i < count; i++) {
      double angle = 2 * StrictMath.PI * (i + turn) / count;
      double radius = 1 + chance.around(wobble);
      points[2 * i] = x + radiusX * radius * StrictMath.cos(angle);
      points[2 * i + 1] = y + radiusY * radius * StrictMath.sin(angle);
    }
    return smooth(points);
  }

  /** Everything below a wavering skyline about height {@code y}. */
  static Path2D ridge(Chance chance, double y, double relief, int knots, boolean jagged) {
    double[] points = new double[2 * knots + 4];
    points[0] = -0.1;
    points[1] = 1.1;
    for (int i = 0; i < knots; i++) {
      points[2 * i + 2] =
          -0.1 + 1.2 * (i + (i % (knots - 1) == 0 ? 0 : chance.around(0.25))) / (knots - 1);
      points[2 * i + 3] = y + chance.around(relief);
    }
    points[2 * knots + 2] = 1.1;
    points[2 * knots + 3] = 1.1;
    if (jagged) {
      return polygon(points);
    }
    Path2D path = curve(Arrays.copyOfRange(points, 2, 2 * knots + 2));
    path.lineTo(1.1, 1.1);
    path.lineTo(-0.1, 1.1);
    path.closePath();
    return path;
  }

  /** A band of even thickness along a smooth line. */
  static Shape ribbon(double thickness, double... points) {
    return new BasicStroke((float) thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        .createStrokedShape(curve(points));
  }

  /** A pointed leaf from its stem at (x, y). */
  static Path2D leaf(double x, double y, double length, double angle, double plumpness) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double half = length * plumpness / 2;
    Path2D path = new Path2D.Double();
    path.moveTo(x, y);
    path.quadTo(
        x + cos * length / 2 - sin * half * 2,
        y + sin * length / 2 + cos * half * 2,
        x + cos * length,
        y + sin * length);
    path.quadTo(x + cos * length / 2 + sin * half * 2, y + sin * length / 2 - cos * half * 2, x, y);
    path.closePath();
    return path;
  }

  /** A star with {@code rays} points. */
  static Path2D star(double x, double y, double outer, double inner, int rays, double turn) {
    double[] points = new double[4 * rays];
    for (int i = 0; i < 2 * rays; i++) {
      double angle = StrictMath.PI * i / rays + turn;
      double radius = i % 2 == 0 ? outer : inner;
      points[2 * i] = x + radius * StrictMath.cos(angle);
      points[2 * i + 1] = y + radius * StrictMath.sin(angle);
    }
    return polygon(points);
  }

  /** A doorway: upright sides under half a circle. */
  static Path2D arch(double x, double y, double width, double height) {
    double radius = width / 2;
    Path2D path = new Path2D.Double();
    path.moveTo(x, y + height);
    path.lineTo(x, y + radius);
    path.curveTo(x, y + radius * 0.45, x + radius * 0.45, y, x + radius, y);
    path.curveTo(x + radius * 1.55, y, x + width, y + radius * 0.45, x + width, y + radius);
    path.lineTo(x + width, y + height);
    path.closePath();
    return path;
  }

  /** The unit square broken into convex pieces by straight cuts, always of the largest piece. */
  static List<double[]> shards(Chance chance, int count, double uprightness) {
    List<double[]> pieces = new ArrayList<>();
    pieces.add(new double[] {0, 0, 1, 0, 1, 1, 0, 1});
    while (pieces.size() < count) {
      int largest = 0;
      for (int i = 1; i < pieces.size(); i++) {
        if (area(pieces.get(i)) > area(pieces.get(largest))) {
          largest = i;
        }
      }
      double[] piece = pieces.remove(largest);
      double angle =
          widestDirection(piece) + StrictMath.PI / 2 + chance.around(0.9 * (1 - uprightness));
      double[] centre = centre(piece);
      // from the centre towards a corner: always inside, so that both sides have an area
      int corner = 2 * chance.count(0, piece.length / 2 - 1);
      double away = chance.between(0, 0.35);
      double x = centre[0] + away * (piece[corner] - centre[0]);
      double y = centre[1] + away * (piece[corner + 1] - centre[1]);
      pieces.add(cut(piece, x, y, StrictMath.cos(angle), StrictMath.sin(angle)));
      pieces.add(cut(piece, x, y, -StrictMath.cos(angle), -StrictMath.sin(angle)));
    }
    return pieces;
  }

  private static double widestDirection(double[] piece) {
    double longest = 0;
    double angle = 0;
    for (int i = 0; i < piece.length; i += 2) {
      int next = (i + 2) % piece.length;
      double dx = piece[next] - piece[i];
      double dy = piece[next + 1] - piece[i + 1];
      if (dx * dx + dy * dy > longest) {
        longest = dx * dx + dy * dy;
        angle = StrictMath.atan2(dy, dx);
      }
    }
    return angle;
  }

  /** The mean of a polygon's corners. */
  static double[] centre(double[] piece) {
    double x = 0;
    double y = 0;
    for (int i = 0; i < piece.length; i += 2) {
      x += piece[i];
      y += piece[i + 1];
    }
    return new double[] {2 * x / piece.length, 2 * y / piece.length};
  }

  private static double area(double[] piece) {
    double sum = 0;
    for (int i = 0; i < piece.length; i += 2) {
      int next = (i + 2) % piece.length;
      sum += piece[i] * piece[next + 1] - piece[next] * piece[i + 1];
    }
    return StrictMath.abs(sum) / 2;
  }

  /** What lies to the left of a line through (x, y). */
  private static double[] cut(double[] piece, double x, double y, double cos, double sin) {
    List<Double> kept = new ArrayList<>();
    for (int i = 0; i < piece.length; i += 2) {
      int next = (i + 2) % piece.length;
      double here = cos * (piece[i + 1] - y) - sin * (piece[i] - x);
      double there = cos * (piece[next + 1] - y) - sin * (piece[next] - x);
      if (here >= 0) {
        kept.add(piece[i]);
        kept.add(piece[i + 1]);
      }
      if (here >= 0 != there >= 0) {
        double t = here / (here - there);
        kept.add(piece[i] + t * (piece[next] - piece[i]));
        kept.add(piece[i + 1] + t * (piece[next + 1] - piece[i + 1]));
      }
    }
    return kept.stream().mapToDouble(Double::doubleValue).toArray();
  }
}

package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.MultipleGradientPaint.CycleMethod;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/**
 * Painting in light and shade: every body is modelled as one light would show it.
 *
 * @param depth how dark the shade goes, 0 (flat) to 1 (black)
 * @param brilliance how light the lit side goes, 0 to 1
 * @param lightX where the light comes from: -1 left to 1 right; it always comes from above
 */
record Tonal(double depth, double brilliance, double lightX) {

  void paint(Canvas canvas, Scene scene, Coloring coloring) {
    for (Patch patch : scene.patches()) {
      canvas.fill(patch.shape(), shaded(patch, coloring.of(patch)));
    }
  }

  private Paint shaded(Patch patch, Color color) {
    Rectangle2D bounds = patch.shape().getBounds2D();
    if (bounds.getWidth() < 0.012 || bounds.getHeight() < 0.012) {
      return color;
    }
    return switch (patch.material().form()) {
      case PLANE -> plane(bounds, color);
      case ROUND -> round(bounds, color);
      case FOLDS -> folds(bounds, color);
      case DISTANCE -> distance(bounds, color);
    };
  }

  private Paint plane(Rectangle2D bounds, Color color) {
    double half = lightX * bounds.getWidth() / 2;
    return Canvas.gradient(
        bounds.getCenterX() + half,
        bounds.getMinY(),
        bounds.getCenterX() - half,
        bounds.getMaxY(),
        Colors.lighter(color, brilliance * 0.3),
        Colors.darker(color, depth * 0.5));
  }

  private Paint round(Rectangle2D bounds, Color color) {
    double radius = StrictMath.max(bounds.getWidth(), bounds.getHeight()) * 0.72;
    return new RadialGradientPaint(
        new Point2D.Double(
            bounds.getCenterX() + lightX * bounds.getWidth() * 0.22,
            bounds.getCenterY() - bounds.getHeight() * 0.2),
        (float) radius,
        new float[] {0, 0.4f, 0.75f, 1},
        new Color[] {
          Colors.lighter(color, brilliance),
          color,
          Colors.darker(color, depth * 0.6),
          Colors.darker(color, depth)
        });
  }

  /** Cloth hangs in folds: light and shade alternate across it, unevenly. */
  private Paint folds(Rectangle2D bounds, Color color) {
    if (bounds.getWidth() < 0.07) {
      return plane(bounds, color);
    }
    double width = StrictMath.min(bounds.getWidth(), 1);
    double lean = 0.12 * width * (1 + lightX);
    Color lit = Colors.lighter(color, brilliance * 0.6);
    Color shaded = Colors.darker(color, depth * 0.45);
    Color dark = Colors.darker(color, depth * 0.8);
    Color[] folds = {dark, color, shaded, lit, color, shaded, color, lit, shaded, color, dark};
    float[] stops = {0, 0.1f, 0.2f, 0.3f, 0.42f, 0.5f, 0.56f, 0.66f, 0.76f, 0.84f, 1};
    double left = lightX < 0 ? bounds.getMinX() : bounds.getMaxX();
    double right = lightX < 0 ? bounds.getMaxX() : bounds.getMinX();
    return new LinearGradientPaint(
        new Point2D.Double(left, bounds.getMinY()),
        new Point2D.Double(right, bounds.getMinY() + lean),
        stops,
        folds,
        CycleMethod.NO_CYCLE);
  }

  private Paint distance(Rectangle2D bounds, Color color) {
    return Canvas.gradient(
        0.5,
        bounds.getMinY(),
        0.5,
        StrictMath.min(1, bounds.getMaxY()),
        Colors.darker(color, depth * 0.35),
        Colors.lighter(color, brilliance * 0.5));
  }
}

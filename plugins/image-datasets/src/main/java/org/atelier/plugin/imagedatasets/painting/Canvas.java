package org.atelier.plugin.imagedatasets.painting;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.MultipleGradientPaint.CycleMethod;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * A surface of any size in pixels whose coordinates are the unit square: (0, 0) top left, (1, 1)
 * bottom right.
 *
 * <p>Java2D draws shapes; what a painting has by the thousand (touches of a brush) is set straight
 * into the pixels by {@link Brush}.
 */
final class Canvas {

  static final Rectangle2D WHOLE = new Rectangle2D.Double(0, 0, 1, 1);

  private final BufferedImage image;
  private final int[] pixels;
  private final int width;
  private final int height;
  private final Graphics2D graphics;

  Canvas(int width, int height) {
    this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    this.pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    this.width = width;
    this.height = height;
    this.graphics = image.createGraphics();
    graphics.scale(width, height);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  /** An empty canvas of the same size. */
  Canvas another() {
    return new Canvas(width, height);
  }

  BufferedImage image() {
    return image;
  }

  int[] pixels() {
    return pixels;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  void wash(Paint paint) {
    fill(WHOLE, paint);
  }

  void fill(Shape shape, Paint paint) {
    graphics.setPaint(paint);
    graphics.fill(shape);
  }

  /** Fills without smoothing the edge, so that every pixel holds exactly one of the paints. */
  void fillHard(Shape shape, Paint paint) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    fill(shape, paint);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
  }

  void line(Shape shape, Paint paint, double thickness) {
    graphics.setPaint(paint);
    graphics.setStroke(
        new BasicStroke((float) thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(shape);
  }

  void line(double x0, double y0, double x1, double y1, Paint paint, double thickness) {
    line(new Line2D.Double(x0, y0, x1, y1), paint, thickness);
  }

  /** Draws what {@code drawing} draws inside {@code shape} only. */
  void within(Shape shape, Runnable drawing) {
    Shape before = graphics.getClip();
    graphics.clip(shape);
    drawing.run();
    graphics.setClip(before);
  }

  /** Light or dark that fades out from a point. */
  void glow(double x, double y, double radius, Color color, double strength) {
    wash(halo(x, y, radius, color, strength));
  }

  static Paint halo(double x, double y, double radius, Color color, double strength) {
    return new RadialGradientPaint(
        new Point2D.Double(x, y),
        (float) radius,
        new float[] {0, 0.45f, 1},
        new Color[] {
          Colors.transparent(color, strength),
          Colors.transparent(color, strength * 0.5),
          Colors.transparent(color, 0)
        });
  }

  /** A straight passage through colours, evenly spaced, from one point to another. */
  static Paint gradient(double x0, double y0, double x1, double y1, Color... colors) {
    float[] stops = new float[colors.length];
    for (int i = 0; i < stops.length; i++) {
      stops[i] = (float) i / (stops.length - 1);
    }
    return new LinearGradientPaint(
        new Point2D.Double(x0, y0), new Point2D.Double(x1, y1), stops, colors, CycleMethod.REFLECT);
  }

  /** This canvas as a paint, moved and magnified; what leaves on one side comes in on the other. */
  Paint asPaint(double moveX, double moveY, double magnification) {
    return new TexturePaint(
        image, new Rectangle2D.Double(moveX, moveY, magnification, magnification));
  }

  /** Fills with pixels of this canvas as they stand. */
  void copyFrom(Canvas other) {
    System.arraycopy(other.pixels, 0, pixels, 0, pixels.length);
  }

  /** Darkens towards the corners, as old varnish and one lamp do. */
  void vignette(Color color, double strength) {
    wash(
        new RadialGradientPaint(
            new Point2D.Double(0.5, 0.5),
            0.75f,
            new float[] {0, 0.55f, 1},
            new Color[] {
              Colors.transparent(color, 0),
              Colors.transparent(color, 0),
              Colors.transparent(color, strength)
            }));
  }

  /** A uniform film of colour over everything. */
  void glaze(Color color, double strength) {
    wash(Colors.transparent(color, strength));
  }

  Color at(double x, double y) {
    int column = Math.min(width - 1, Math.max(0, (int) (x * width)));
    int row = Math.min(height - 1, Math.max(0, (int) (y * height)));
    return new Color(pixels[row * width + column]);
  }
}

package org.atelier.runner.training.augmentation;

import java.util.SplittableRandom;
import org.atelier.api.training.Augmentation;
import org.atelier.api.training.Augmentation.Flip;

/**
 * Where in the source image each pixel of the target is taken from: pixel {@code (x, y)} from
 * {@code (xx * x + xy * y + x0, yx * x + yy * y + y0)}. A pixel's coordinates are those of its
 * centre, the first pixel's {@code (0, 0)}.
 */
record AffineMap(double xx, double xy, double x0, double yx, double yy, double y0) {
  /**
   * Draws a crop, its mirroring and its rotation about its centre.
   *
   * @param augmentation what to draw
   * @param source the size of the images that there are
   * @param target the size of the images that are wanted
   * @param random gives the same numbers in the same order whatever is drawn
   */
  static AffineMap draw(
      Augmentation augmentation, ImageSize source, ImageSize target, SplittableRandom random) {
    double area = 1 - random.nextDouble() * (1 - augmentation.smallestCrop());
    double ratio = Math.pow(augmentation.aspect(), between(random, 1)) * distortion(source, target);
    // A side longer than the image is cut.
    double width = source.width() * Math.min(1, Math.sqrt(area * ratio));
    double height = source.height() * Math.min(1, Math.sqrt(area / ratio));
    double centreX = random.nextDouble() * (source.width() - width) + width / 2;
    double centreY = random.nextDouble() * (source.height() - height) + height / 2;
    boolean sideways = random.nextBoolean() && augmentation.flip() != Flip.NONE;
    boolean upsideDown = random.nextBoolean() && augmentation.flip() == Flip.BOTH;
    double angle = Math.toRadians(between(random, augmentation.rotation()));
    double stepX = (sideways ? -width : width) / target.width();
    double stepY = (upsideDown ? -height : height) / target.height();
    return about(centreX, centreY, target, stepX, stepY, angle);
  }

  /** Returns how much wider the target is than the source, if both were equally high. */
  private static double distortion(ImageSize source, ImageSize target) {
    // Whole numbers first: exactly 1 where the shapes agree.
    long across = (long) target.width() * source.height();
    long down = (long) target.height() * source.width();
    return (double) across / down;
  }

  private static AffineMap about(
      double centreX, double centreY, ImageSize target, double stepX, double stepY, double angle) {
    double xx = Math.cos(angle) * stepX;
    double xy = -Math.sin(angle) * stepY;
    double yx = Math.sin(angle) * stepX;
    double yy = Math.cos(angle) * stepY;
    // The target's middle, half a pixel off a pixel's centre, is the crop's.
    double x = (target.width() - 1) / 2.0;
    double y = (target.height() - 1) / 2.0;
    return new AffineMap(
        xx, xy, centreX - 0.5 - xx * x - xy * y, yx, yy, centreY - 0.5 - yx * x - yy * y);
  }

  /** Returns whether rows stay rows and columns stay columns. */
  boolean isAxisAligned() {
    return xy == 0 && yx == 0;
  }

  /** Returns how many source pixels make a target pixel, as the side of a square. */
  double reduction() {
    return Math.sqrt(Math.abs(xx * yy - xy * yx));
  }

  /** Returns the map from an image whose squares of some side have become pixels. */
  AffineMap fromReduced(int side) {
    double shift = (1.0 / side - 1) / 2;
    return new AffineMap(
        xx / side, xy / side, x0 / side + shift, yx / side, yy / side, y0 / side + shift);
  }

  /** Draws a number between {@code -largest} and {@code largest}. */
  private static double between(SplittableRandom random, double largest) {
    return (2 * random.nextDouble() - 1) * largest;
  }
}

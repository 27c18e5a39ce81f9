package org.atelier.runner.training.augmentation;

/**
 * Takes an image through an affine map with bilinear interpolation; where the image becomes smaller
 * by two or more, squares of pixels are averaged first, so that none is skipped. Beyond its edges
 * the image is mirrored.
 *
 * <p>Not for several threads at once: it works in arrays of its own.
 */
final class BilinearSampler {
  static final int CHANNELS = 3;

  private final ImageSize source;
  private final ImageSize target;

  /** The source image, or its averages, as numbers. */
  private final float[] values;

  /** A row between two source rows, and its last number again. */
  private final float[] row;

  private final int[] columns;
  private final float[] columnShares;

  BilinearSampler(ImageSize source, ImageSize target) {
    this.source = source;
    this.target = target;
    values = new float[CHANNELS * source.pixels()];
    row = new float[source.width() + 1];
    columns = new int[target.width()];
    columnShares = new float[target.width()];
  }

  /**
   * Takes an image through a map.
   *
   * @param pixels the planes of the source image, unsigned bytes
   * @param map where the target's pixels are in the source
   * @param planes gets the planes of the target image, from 0 to 255
   */
  void sample(byte[] pixels, AffineMap map, float[] planes) {
    int side = (int) Math.min(map.reduction(), Math.min(source.height(), source.width()));
    if (side < 2) {
      for (int at = 0; at < pixels.length; at++) {
        values[at] = pixels[at] & 0xff;
      }
      interpolate(map, source, planes);
    } else {
      interpolate(map.fromReduced(side), reduce(pixels, side), planes);
    }
  }

  /** Averages squares of pixels, those at the right and lower edge over what there is. */
  private ImageSize reduce(byte[] pixels, int side) {
    ImageSize reduced =
        new ImageSize((source.height() - 1) / side + 1, (source.width() - 1) / side + 1);
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int y = 0; y < reduced.height(); y++) {
        int at = channel * reduced.pixels() + y * reduced.width();
        for (int x = 0; x < reduced.width(); x++) {
          values[at + x] = average(pixels, channel * source.pixels(), y * side, x * side, side);
        }
      }
    }
    return reduced;
  }

  private float average(byte[] pixels, int plane, int top, int left, int side) {
    int bottom = Math.min(top + side, source.height());
    int right = Math.min(left + side, source.width());
    int sum = 0;
    for (int y = top; y < bottom; y++) {
      int begin = plane + y * source.width();
      for (int at = begin + left; at < begin + right; at++) {
        sum += pixels[at] & 0xff;
      }
    }
    return (float) sum / ((bottom - top) * (right - left));
  }

  private void interpolate(AffineMap map, ImageSize size, float[] planes) {
    if (map.isAxisAligned()) {
      interpolateRows(map, size, planes);
    } else {
      interpolatePixels(map, size, planes);
    }
  }

  /** Interpolates between rows, then within them: half of the work. */
  private void interpolateRows(AffineMap map, ImageSize size, float[] planes) {
    int width = size.width();
    for (int x = 0; x < columns.length; x++) {
      double place = mirrored(map.xx() * x + map.x0(), width);
      columns[x] = (int) place;
      columnShares[x] = (float) (place - columns[x]);
    }
    for (int y = 0; y < target.height(); y++) {
      double place = mirrored(map.yy() * y + map.y0(), size.height());
      int upper = (int) place;
      int lower = Math.min(upper + 1, size.height() - 1);
      float share = (float) (place - upper);
      for (int channel = 0; channel < CHANNELS; channel++) {
        int plane = channel * size.pixels();
        blendRows(plane + upper * width, plane + lower * width, share, width);
        spreadRow(planes, channel * target.pixels() + y * target.width());
      }
    }
  }

  private void blendRows(int upper, int lower, float share, int width) {
    for (int x = 0; x < width; x++) {
      float above = values[upper + x];
      row[x] = above + share * (values[lower + x] - above);
    }
    row[width] = row[width - 1];
  }

  private void spreadRow(float[] planes, int begin) {
    for (int x = 0; x < columns.length; x++) {
      int column = columns[x];
      float left = row[column];
      planes[begin + x] = left + columnShares[x] * (row[column + 1] - left);
    }
  }

  private void interpolatePixels(AffineMap map, ImageSize size, float[] planes) {
    for (int y = 0; y < target.height(); y++) {
      double rowX = map.xy() * y + map.x0();
      double rowY = map.yy() * y + map.y0();
      for (int x = 0; x < target.width(); x++) {
        double placeX = mirrored(map.xx() * x + rowX, size.width());
        double placeY = mirrored(map.yx() * x + rowY, size.height());
        interpolatePixel(placeX, placeY, size, planes, y * target.width() + x);
      }
    }
  }

  private void interpolatePixel(
      double placeX, double placeY, ImageSize size, float[] planes, int at) {
    int left = (int) placeX;
    int upper = (int) placeY;
    float shareX = (float) (placeX - left);
    float shareY = (float) (placeY - upper);
    int right = left + 1 < size.width() ? 1 : 0;
    int down = upper + 1 < size.height() ? size.width() : 0;
    int corner = upper * size.width() + left;
    for (int channel = 0; channel < CHANNELS; channel++) {
      float above = values[corner] + shareX * (values[corner + right] - values[corner]);
      int below = corner + down;
      float beneath = values[below] + shareX * (values[below + right] - values[below]);
      planes[at + channel * target.pixels()] = above + shareY * (beneath - above);
      corner += size.pixels();
    }
  }

  /** Brings a place to where the image is: from 0 to its last pixel's centre. */
  private static double mirrored(double place, int side) {
    double last = side - 1.0;
    double folded = place;
    if (place < 0 || place > last) {
      double period = 2.0 * side;
      // Edges lie half a pixel beyond the centres.
      double fromEdge = place + 0.5;
      fromEdge -= period * Math.floor(fromEdge / period);
      folded = Math.min(fromEdge, period - fromEdge) - 0.5;
    }
    return Math.max(0, Math.min(last, folded));
  }
}

package org.atelier.plugin.imagedatasets.check;

/** Averages an image over the squares of a coarse grid. */
final class AreaMeans {
  private AreaMeans() {}

  /**
   * Returns the mean over each square of a grid laid over the image; a pixel that lies in several
   * squares counts in each by the part that lies in it.
   *
   * @param values the image's intensities, row by row
   * @param height its height in pixels
   * @param width its width in pixels
   * @param side squares across and down
   */
  static double[][] reduce(float[] values, int height, int width, int side) {
    double[][] narrow = new double[height][side];
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < side; i++) {
        double from = (double) i * width / side;
        double to = (double) (i + 1) * width / side;
        double sum = 0;
        for (int x = (int) from; x < width && x < to; x++) {
          sum += values[y * width + x] * covered(x, from, to);
        }
        narrow[y][i] = sum / (to - from);
      }
    }
    double[][] means = new double[side][side];
    for (int i = 0; i < side; i++) {
      double from = (double) i * height / side;
      double to = (double) (i + 1) * height / side;
      for (int y = (int) from; y < height && y < to; y++) {
        double weight = covered(y, from, to) / (to - from);
        for (int x = 0; x < side; x++) {
          means[i][x] += narrow[y][x] * weight;
        }
      }
    }
    return means;
  }

  private static double covered(int pixel, double from, double to) {
    return Math.min(to, pixel + 1.0) - Math.max(from, pixel);
  }
}

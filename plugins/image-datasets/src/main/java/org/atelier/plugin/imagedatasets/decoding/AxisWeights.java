package org.atelier.plugin.imagedatasets.decoding;

/**
 * How the pixels along one axis of a resized image come from those of its source: pixel {@code i}
 * is the sum of {@code weights(i)[k]} times source pixel {@code first(i) + k}.
 */
final class AxisWeights {
  private final int[] first;
  private final float[][] weights;

  private AxisWeights(int[] first, float[][] weights) {
    this.first = first;
    this.weights = weights;
  }

  /** Returns the weights from one length to another: area averages down, bicubic up. */
  static AxisWeights of(int source, int target) {
    return source >= target ? areaAverage(source, target) : bicubic(source, target);
  }

  /**
   * Each target pixel is the mean of the source area that it covers, pixels at its edges counted by
   * the part that is covered.
   */
  private static AxisWeights areaAverage(int source, int target) {
    int[] first = new int[target];
    float[][] weights = new float[target][];
    for (int i = 0; i < target; i++) {
      // in units of 1/target of a source pixel, where everything is whole
      long from = (long) i * source;
      long to = from + source;
      first[i] = (int) (from / target);
      int last = (int) ((to - 1) / target);
      weights[i] = new float[last - first[i] + 1];
      for (int k = 0; k < weights[i].length; k++) {
        long pixel = (long) (first[i] + k) * target;
        long covered = Math.min(to, pixel + target) - Math.max(from, pixel);
        weights[i][k] = (float) ((double) covered / source);
      }
    }
    return new AxisWeights(first, weights);
  }

  /**
   * Catmull-Rom interpolation (Keys 1981, with a = -1/2) between pixel centres; at the edges the
   * weights that remain are scaled to sum to 1.
   */
  private static AxisWeights bicubic(int source, int target) {
    int[] first = new int[target];
    float[][] weights = new float[target][];
    for (int i = 0; i < target; i++) {
      double centre = (i + 0.5) * source / target - 0.5;
      int whole = (int) Math.floor(centre);
      first[i] = Math.max(0, whole - 1);
      int last = Math.min(source - 1, whole + 2);
      double sum = 0;
      for (int pixel = first[i]; pixel <= last; pixel++) {
        sum += cubic(pixel - centre);
      }
      weights[i] = new float[last - first[i] + 1];
      for (int k = 0; k < weights[i].length; k++) {
        weights[i][k] = (float) (cubic(first[i] + k - centre) / sum);
      }
    }
    return new AxisWeights(first, weights);
  }

  private static double cubic(double distance) {
    double x = Math.abs(distance);
    if (x < 1) {
      return (1.5 * x - 2.5) * x * x + 1;
    }
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
  }

  /** Returns how many target pixels there are. */
  int target() {
    return first.length;
  }

  /** Returns the first source pixel that a target pixel comes from; it never falls. */
  int first(int pixel) {
    return first[pixel];
  }

  /** Returns the weights of a target pixel's source pixels; they sum to 1. */
  float[] weights(int pixel) {
    return weights[pixel];
  }
}

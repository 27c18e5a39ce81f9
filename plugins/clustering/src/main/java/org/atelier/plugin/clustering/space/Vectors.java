package org.atelier.plugin.clustering.space;

import java.util.List;
import java.util.stream.IntStream;

/** What is done to long vectors, with more than one thread where there are several. */
final class Vectors {
  /** Numbers of a vector that one thread adds to at a time: they stay in its cache. */
  private static final int TILE = 2048;

  /** Sums that a scalar product is made of: as many as the compiler does several of at once. */
  private static final int LANES = 512;

  private Vectors() {}

  /** Turns floats into doubles. */
  static void copy(float[] from, double[] to) {
    for (int index = 0; index < from.length; index++) {
      to[index] = from[index];
    }
  }

  /** Returns the scalar product of two vectors. */
  static double dot(double[] one, double[] other) {
    double[] sums = new double[Math.min(LANES, one.length)];
    for (int from = 0; from < one.length; from += LANES) {
      addProducts(one, other, from, Math.min(LANES, one.length - from), sums);
    }
    double sum = 0;
    for (double lane : sums) {
      sum += lane;
    }
    return sum;
  }

  private static void addProducts(
      double[] one, double[] other, int from, int count, double[] sums) {
    for (int lane = 0; lane < count; lane++) {
      sums[lane] += one[from + lane] * other[from + lane];
    }
  }

  /** Returns the scalar product of a vector with each of several. */
  static double[] dots(List<double[]> vectors, double[] other) {
    return IntStream.range(0, vectors.size())
        .parallel()
        .mapToDouble(index -> dot(vectors.get(index), other))
        .toArray();
  }

  /** Adds vectors, each multiplied with a number, to another. */
  static void add(double[][] vectors, double[] factors, double[] target) {
    int tiles = (target.length + TILE - 1) / TILE;
    IntStream.range(0, tiles)
        .parallel()
        .forEach(
            tile -> {
              int from = tile * TILE;
              int to = Math.min(target.length, from + TILE);
              int index = 0;
              for (; index + 1 < factors.length; index += 2) {
                add(
                    vectors[index],
                    factors[index],
                    vectors[index + 1],
                    factors[index + 1],
                    target,
                    from,
                    to);
              }
              if (index < factors.length) {
                add(vectors[index], factors[index], vectors[index], 0, target, from, to);
              }
            });
  }

  private static void add(
      double[] one,
      double oneFactor,
      double[] other,
      double otherFactor,
      double[] target,
      int from,
      int to) {
    for (int index = from; index < to; index++) {
      target[index] += oneFactor * one[index] + otherFactor * other[index];
    }
  }

  /** Multiplies a vector in place. */
  static void scale(double[] vector, double factor) {
    for (int index = 0; index < vector.length; index++) {
      vector[index] *= factor;
    }
  }
}

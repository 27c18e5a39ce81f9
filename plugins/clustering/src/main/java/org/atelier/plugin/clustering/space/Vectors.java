package org.atelier.plugin.clustering.space;

import java.util.List;
import java.util.stream.IntStream;

/** What is done to long vectors, with more than one thread where there are several. */
final class Vectors {
  private Vectors() {}

  /** Returns the scalar product of two vectors. */
  static double dot(double[] one, double[] other) {
    // Four sums, as each addition would have to wait for the one before it.
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int index = 0;
    for (; index + 3 < one.length; index += 4) {
      a += one[index] * other[index];
      b += one[index + 1] * other[index + 1];
      c += one[index + 2] * other[index + 2];
      d += one[index + 3] * other[index + 3];
    }
    for (; index < one.length; index++) {
      a += one[index] * other[index];
    }
    return a + b + (c + d);
  }

  /** Returns the scalar product of a vector with each of several. */
  static double[] dots(List<double[]> vectors, double[] other) {
    return IntStream.range(0, vectors.size())
        .parallel()
        .mapToDouble(index -> dot(vectors.get(index), other))
        .toArray();
  }

  /** Adds vectors, each multiplied with a number, to another. */
  static void add(List<double[]> vectors, double[] factors, double[] target) {
    int tiles = (target.length + RowProducts.TILE - 1) / RowProducts.TILE;
    IntStream.range(0, tiles)
        .parallel()
        .forEach(
            tile -> {
              int from = tile * RowProducts.TILE;
              int to = Math.min(target.length, from + RowProducts.TILE);
              for (int index = 0; index < factors.length; index++) {
                add(vectors.get(index), factors[index], target, from, to);
              }
            });
  }

  private static void add(double[] vector, double factor, double[] target, int from, int to) {
    for (int index = from; index < to; index++) {
      target[index] += factor * vector[index];
    }
  }

  /** Multiplies a vector in place. */
  static void scale(double[] vector, double factor) {
    for (int index = 0; index < vector.length; index++) {
      vector[index] *= factor;
    }
  }
}

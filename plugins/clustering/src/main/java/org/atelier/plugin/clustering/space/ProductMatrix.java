package org.atelier.plugin.clustering.space;

import java.util.stream.IntStream;

/**
 * Sums the outer products of vectors: of columns, that makes a Gram matrix; of rows, a covariance
 * matrix without its divisor.
 *
 * <p>Each number of the result is summed in one order whatever the number of threads.
 */
final class ProductMatrix {
  /** Vectors taken together, so that they stay in the processor's cache. */
  static final int BLOCK = 128;

  /** Vectors added in one go over a row of the result. */
  private static final int TOGETHER = 4;

  private final double[][] sums;

  ProductMatrix(int side) {
    // The lower triangle is enough.
    sums = new double[side][];
    for (int row = 0; row < side; row++) {
      sums[row] = new double[row + 1];
    }
  }

  /** Adds the outer product of each of some vectors, a multiple of four. */
  void add(double[][] vectors) {
    int side = sums.length;
    IntStream.range(0, side)
        .parallel()
        // Short and long rows in turns, so that threads have equal parts.
        .map(index -> index % 2 == 0 ? index / 2 : side - 1 - index / 2)
        .forEach(row -> addTo(row, vectors));
  }

  private void addTo(int row, double[][] vectors) {
    double[] sum = sums[row];
    for (int first = 0; first < vectors.length; first += TOGETHER) {
      double[] a = vectors[first];
      double[] b = vectors[first + 1];
      double[] c = vectors[first + 2];
      double[] d = vectors[first + 3];
      double fromA = a[row];
      double fromB = b[row];
      double fromC = c[row];
      double fromD = d[row];
      for (int column = 0; column <= row; column++) {
        sum[column] +=
            fromA * a[column] + fromB * b[column] + fromC * c[column] + fromD * d[column];
      }
    }
  }

  /** Returns a number of the symmetric result. */
  double get(int row, int column) {
    return row >= column ? sums[row][column] : sums[column][row];
  }

  int side() {
    return sums.length;
  }

  /** Returns the products of rows with each other, {@code (N, N)}. */
  static ProductMatrix gram(float[][] rows) {
    ProductMatrix products = new ProductMatrix(rows.length);
    int width = rows[0].length;
    double[][] block = new double[BLOCK][rows.length];
    for (int from = 0; from < width; from += BLOCK) {
      int first = from;
      IntStream.range(0, rows.length)
          .parallel()
          .forEach(
              row -> {
                for (int column = 0; column < BLOCK; column++) {
                  boolean inside = first + column < width;
                  block[column][row] = inside ? rows[row][first + column] : 0;
                }
              });
      products.add(block);
    }
    return products;
  }

  /** Returns the products of columns with each other, {@code (D, D)}. */
  static ProductMatrix covariance(float[][] rows) {
    int width = rows[0].length;
    ProductMatrix products = new ProductMatrix(width);
    double[][] block = new double[BLOCK][width];
    for (int from = 0; from < rows.length; from += BLOCK) {
      for (int row = 0; row < BLOCK; row++) {
        boolean inside = from + row < rows.length;
        for (int column = 0; column < width; column++) {
          block[row][column] = inside ? rows[from + row][column] : 0;
        }
      }
      products.add(block);
    }
    return products;
  }
}

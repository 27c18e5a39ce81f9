package org.atelier.plugin.clustering.space;

import java.io.IOException;
import java.util.stream.IntStream;
import org.atelier.api.service.Progress;

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
    int pairs = (side + 1) / 2;
    IntStream.range(0, pairs)
        .parallel()
        // Short and long rows in turns, so that threads have equal parts.
        .map(index -> 2 * (index % 2 == 0 ? index / 2 : pairs - 1 - index / 2))
        .forEach(
            row -> {
              if (row + 1 < side) {
                addToTwo(row, vectors);
              } else {
                addTo(row, 0, vectors);
              }
            });
  }

  /** Adds to a row and the next, which have all columns but one in common. */
  private void addToTwo(int row, double[][] vectors) {
    double[] upper = sums[row];
    double[] lower = sums[row + 1];
    for (int first = 0; first < vectors.length; first += TOGETHER) {
      double[] a = vectors[first];
      double[] b = vectors[first + 1];
      double[] c = vectors[first + 2];
      double[] d = vectors[first + 3];
      double upperA = a[row];
      double upperB = b[row];
      double upperC = c[row];
      double upperD = d[row];
      double lowerA = a[row + 1];
      double lowerB = b[row + 1];
      double lowerC = c[row + 1];
      double lowerD = d[row + 1];
      for (int column = 0; column <= row; column++) {
        upper[column] +=
            upperA * a[column] + upperB * b[column] + upperC * c[column] + upperD * d[column];
        lower[column] +=
            lowerA * a[column] + lowerB * b[column] + lowerC * c[column] + lowerD * d[column];
      }
    }
    addTo(row + 1, row + 1, vectors);
  }

  private void addTo(int row, int from, double[][] vectors) {
    double[] sum = sums[row];
    for (double[] vector : vectors) {
      double factor = vector[row];
      for (int column = from; column <= row; column++) {
        sum[column] += factor * vector[column];
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

  /** Returns the products of rows with each other, {@code (N, N)}; they are all in memory. */
  static ProductMatrix gram(Rows all, Progress progress) throws IOException {
    float[][] rows = new float[all.size()][];
    all.forEachBlock((first, block) -> System.arraycopy(block, 0, rows, first, block.length));
    ProductMatrix products = new ProductMatrix(rows.length);
    int width = all.width();
    double[][] block = new double[BLOCK][rows.length];
    try (Progress.Task task =
        progress.start("products of images", width, "numbers of an encoding")) {
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
        task.advance(Math.min(BLOCK, width - from));
      }
    }
    return products;
  }

  /** Returns the products of columns with each other, {@code (D, D)}. */
  static ProductMatrix covariance(Rows all) throws IOException {
    int width = all.width();
    ProductMatrix products = new ProductMatrix(width);
    double[][] vectors = new double[BLOCK][width];
    all.forEachBlock(
        (ignored, rows) -> {
          for (int from = 0; from < rows.length; from += BLOCK) {
            for (int row = 0; row < BLOCK; row++) {
              boolean inside = from + row < rows.length;
              for (int column = 0; column < width; column++) {
                vectors[row][column] = inside ? rows[from + row][column] : 0;
              }
            }
            products.add(vectors);
          }
        });
    return products;
  }
}

package org.atelier.plugin.clustering.space;

import java.io.IOException;
import java.util.stream.IntStream;

/**
 * Products of rows {@code X (N, D)} with a few vectors, in one pass over the rows.
 *
 * <p>Each number of a result is summed in one order whatever the number of threads.
 */
final class RowProducts {
  /** Rows that are turned into doubles at a time. */
  private static final int GROUP = 32;

  /** Numbers of a vector that one thread adds to at a time: they stay in its cache. */
  static final int TILE = 2048;

  /** Rows added in one go. */
  private static final int TOGETHER = 4;

  private final Rows rows;

  RowProducts(Rows rows) {
    this.rows = rows;
  }

  /**
   * Returns {@code X V}: for each vector a number for each row.
   *
   * @param vectors of D numbers each
   */
  double[][] scores(double[][] vectors) throws IOException {
    double[][] all = new double[vectors.length][rows.size()];
    rows.forEachBlock(
        (first, block) ->
            IntStream.range(0, block.length)
                .parallel()
                .forEach(
                    row -> {
                      double[] scores = dots(block[row], new double[rows.width()], vectors);
                      for (int vector = 0; vector < vectors.length; vector++) {
                        all[vector][first + row] = scores[vector];
                      }
                    }));
    return all;
  }

  /**
   * Returns {@code Xᵀ X V}.
   *
   * @param vectors of D numbers each
   */
  double[][] squared(double[][] vectors) throws IOException {
    double[][] sums = new double[vectors.length][rows.width()];
    double[][] values = new double[GROUP][rows.width()];
    rows.forEachBlock(
        (first, block) -> {
          for (int from = 0; from < block.length; from += GROUP) {
            addGroup(block, from, values, vectors, sums);
          }
        });
    return sums;
  }

  /** Returns the sum of the squares of all numbers. */
  double sumOfSquares() throws IOException {
    double[] squares = new double[rows.size()];
    rows.forEachBlock(
        (first, block) ->
            IntStream.range(0, block.length)
                .parallel()
                .forEach(
                    row -> {
                      squares[first + row] = sumOfSquares(block[row]);
                    }));
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return sum;
  }

  private static double sumOfSquares(float[] row) {
    double even = 0;
    double odd = 0;
    int column = 0;
    for (; column + 1 < row.length; column += 2) {
      even += (double) row[column] * row[column];
      odd += (double) row[column + 1] * row[column + 1];
    }
    return column < row.length ? even + odd + (double) row[column] * row[column] : even + odd;
  }

  private void addGroup(
      float[][] block, int from, double[][] values, double[][] vectors, double[][] sums) {
    double[][] scores = new double[GROUP][vectors.length];
    int there = Math.min(GROUP, block.length - from);
    IntStream.range(0, there)
        .parallel()
        .forEach(row -> scores[row] = dots(block[from + row], values[row], vectors));
    IntStream.range(0, (rows.width() + TILE - 1) / TILE)
        .parallel()
        .forEach(
            tile -> {
              int start = tile * TILE;
              int end = Math.min(rows.width(), start + TILE);
              for (int vector = 0; vector < sums.length; vector++) {
                addRows(values, scores, vector, sums[vector], start, end);
              }
            });
  }

  private static void addRows(
      double[][] values, double[][] scores, int vector, double[] sum, int start, int end) {
    // In a last group that is not full, what is left of another counts nothing: its scores are
    // zero.
    for (int row = 0; row < values.length; row += TOGETHER) {
      double[] a = values[row];
      double[] b = values[row + 1];
      double[] c = values[row + 2];
      double[] d = values[row + 3];
      double fromA = scores[row][vector];
      double fromB = scores[row + 1][vector];
      double fromC = scores[row + 2][vector];
      double fromD = scores[row + 3][vector];
      for (int column = start; column < end; column++) {
        sum[column] +=
            fromA * a[column] + fromB * b[column] + fromC * c[column] + fromD * d[column];
      }
    }
  }

  /**
   * Returns the products of a row with vectors, two of them at a time, each as two sums: more than
   * one addition can then be under way.
   *
   * @param row the row
   * @param doubles takes its numbers
   * @param vectors the vectors
   */
  private static double[] dots(float[] row, double[] doubles, double[][] vectors) {
    double[] dots = new double[vectors.length];
    for (int vector = 0; vector < vectors.length; vector += 2) {
      double[] a = vectors[vector];
      double[] b = vectors[Math.min(vector + 1, vectors.length - 1)];
      double evenA = 0;
      double oddA = 0;
      double evenB = 0;
      double oddB = 0;
      int column = 0;
      for (; column + 1 < row.length; column += 2) {
        double even = row[column];
        double odd = row[column + 1];
        doubles[column] = even;
        doubles[column + 1] = odd;
        evenA += even * a[column];
        oddA += odd * a[column + 1];
        evenB += even * b[column];
        oddB += odd * b[column + 1];
      }
      if (column < row.length) {
        doubles[column] = row[column];
        evenA += doubles[column] * a[column];
        evenB += doubles[column] * b[column];
      }
      dots[vector] = evenA + oddA;
      if (vector + 1 < vectors.length) {
        dots[vector + 1] = evenB + oddB;
      }
    }
    return dots;
  }
}

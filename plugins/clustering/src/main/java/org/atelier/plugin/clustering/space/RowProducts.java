package org.atelier.plugin.clustering.space;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Products of rows {@code X (N, D)} with a few vectors, in one pass over the rows.
 *
 * <p>Each number of a result is summed in one order whatever the number of threads. There are few
 * loops, all of them in {@link Vectors}: a run finds components once, and until a loop is compiled
 * it takes many times as long.
 */
final class RowProducts {
  /** Rows that are turned into doubles at a time; few, so that they stay in the caches. */
  private static final int GROUP = 16;

  private final Rows rows;

  /** Takes rows as doubles. */
  private final double[][] group;

  RowProducts(Rows rows) {
    this.rows = rows;
    this.group = new double[GROUP][rows.width()];
  }

  /** Takes some consecutive rows. */
  @FunctionalInterface
  private interface Group {
    /** Takes rows, of which the first has the given number, and their products with vectors. */
    void take(int first, double[][] rows, double[][] scores);
  }

  /**
   * Returns {@code X V}: for each vector a number for each row.
   *
   * @param vectors of D numbers each
   */
  double[][] scores(double[][] vectors) throws IOException {
    double[][] all = new double[vectors.length][rows.size()];
    forEachGroup(
        vectors,
        (first, ignored, scores) -> {
          for (int vector = 0; vector < vectors.length; vector++) {
            System.arraycopy(scores[vector], 0, all[vector], first, scores[vector].length);
          }
        });
    return all;
  }

  /**
   * Returns {@code Xᵀ X V}.
   *
   * @param vectors of D numbers each
   */
  double[][] squared(double[][] vectors) throws IOException {
    double[][] sums = new double[vectors.length][rows.width()];
    forEachGroup(
        vectors,
        (first, doubles, scores) -> {
          for (int vector = 0; vector < vectors.length; vector++) {
            Vectors.add(doubles, scores[vector], sums[vector]);
          }
        });
    return sums;
  }

  /** Returns the sum of the squares of all numbers. */
  double sumOfSquares() throws IOException {
    double[] squares = new double[rows.size()];
    rows.forEachBlock(
        (first, block) -> {
          for (int from = 0; from < block.length; from += GROUP) {
            int start = from;
            IntStream.range(0, Math.min(GROUP, block.length - from))
                .parallel()
                .forEach(
                    row -> {
                      Vectors.copy(block[start + row], group[row]);
                      squares[first + start + row] = Vectors.dot(group[row], group[row]);
                    });
          }
        });
    return Arrays.stream(squares).sum();
  }

  private void forEachGroup(double[][] vectors, Group what) throws IOException {
    rows.forEachBlock(
        (first, block) -> {
          for (int from = 0; from < block.length; from += GROUP) {
            int start = from;
            double[][] doubles = Arrays.copyOf(group, Math.min(GROUP, block.length - from));
            double[][] scores = new double[vectors.length][doubles.length];
            IntStream.range(0, doubles.length)
                .parallel()
                .forEach(
                    row -> {
                      Vectors.copy(block[start + row], doubles[row]);
                      for (int vector = 0; vector < vectors.length; vector++) {
                        scores[vector][row] = Vectors.dot(vectors[vector], doubles[row]);
                      }
                    });
            what.take(first + from, doubles, scores);
          }
        });
  }
}

package org.atelier.plugin.clustering.space;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Brings each feature to mean zero and, if asked, to standard deviation one.
 *
 * <p>A feature without variance becomes zero: its deviation from its mean is nothing but rounding,
 * which must not be blown up to the size of the others.
 */
public final class Standardization {
  private static final double EPSILON = Math.ulp(1.0);

  /** Features that one thread sums at a time. */
  private static final int TILE = 4096;

  private final double[] means;
  private final double[] factors;

  private Standardization(double[] means, double[] factors) {
    this.means = means;
    this.factors = factors;
  }

  /**
   * Finds means and deviations.
   *
   * @param rows N rows of D finite numbers
   * @param scale whether each feature is divided by its standard deviation too (with the divisor N)
   * @throws IOException if rows cannot be read
   */
  public static Standardization of(Rows rows, boolean scale) throws IOException {
    int size = rows.size();
    double[] means = new double[rows.width()];
    rows.forEachBlock((first, block) -> forEachTile(means, tile -> tile.addTo(means, block)));
    for (int column = 0; column < means.length; column++) {
      means[column] /= size;
    }
    double[] squares = new double[means.length];
    rows.forEachBlock(
        (first, block) -> forEachTile(squares, tile -> tile.addSquaresTo(squares, means, block)));
    return new Standardization(means, factors(squares, means, size, scale));
  }

  /** Some neighbouring features. */
  private record Tile(int from, int to) {
    void addTo(double[] sums, float[][] rows) {
      for (float[] row : rows) {
        for (int column = from; column < to; column++) {
          sums[column] += row[column];
        }
      }
    }

    void addSquaresTo(double[] sums, double[] means, float[][] rows) {
      for (float[] row : rows) {
        for (int column = from; column < to; column++) {
          double difference = row[column] - means[column];
          sums[column] += difference * difference;
        }
      }
    }
  }

  /** Does something to all features, with more than one thread; each sum has one order. */
  private static void forEachTile(double[] features, Consumer<Tile> what) {
    IntStream.range(0, (features.length + TILE - 1) / TILE)
        .parallel()
        .mapToObj(tile -> new Tile(tile * TILE, Math.min(features.length, (tile + 1) * TILE)))
        .forEach(what);
  }

  /** Changes rows in place. */
  public void apply(float[][] rows) {
    Arrays.stream(rows)
        .parallel()
        .forEach(
            row -> {
              for (int column = 0; column < row.length; column++) {
                row[column] = (float) ((row[column] - means[column]) * factors[column]);
              }
            });
  }

  /** Returns what each feature is multiplied with once its mean is taken away. */
  private static double[] factors(double[] squares, double[] means, int size, boolean scale) {
    double[] factors = new double[means.length];
    for (int column = 0; column < factors.length; column++) {
      double variance = squares[column] / size;
      double rounding = size * EPSILON * means[column];
      boolean constant = variance <= rounding * rounding;
      factors[column] = constant ? 0 : scale ? 1 / Math.sqrt(variance) : 1;
    }
    return factors;
  }
}

package org.atelier.plugin.clustering.space;

import java.util.Arrays;

/**
 * Brings each feature to mean zero and, if asked, to standard deviation one.
 *
 * <p>A feature without variance becomes zero: its deviation from its mean is nothing but rounding,
 * which must not be blown up to the size of the others.
 */
public final class Standardization {
  private static final double EPSILON = Math.ulp(1.0);

  private Standardization() {}

  /**
   * Changes rows in place.
   *
   * @param rows N rows of D finite numbers
   * @param scale whether each feature is divided by its standard deviation too (with the divisor N)
   */
  public static void apply(float[][] rows, boolean scale) {
    if (rows.length == 0) {
      return;
    }
    double[] means = means(rows);
    double[] factors = factors(rows, means, scale);
    Arrays.stream(rows)
        .parallel()
        .forEach(
            row -> {
              for (int column = 0; column < row.length; column++) {
                row[column] = (float) ((row[column] - means[column]) * factors[column]);
              }
            });
  }

  /** Returns the mean of each column. */
  private static double[] means(float[][] rows) {
    double[] means = new double[rows[0].length];
    for (float[] row : rows) {
      for (int column = 0; column < row.length; column++) {
        means[column] += row[column];
      }
    }
    for (int column = 0; column < means.length; column++) {
      means[column] /= rows.length;
    }
    return means;
  }

  /** Returns what each column is multiplied with once its mean is taken away. */
  private static double[] factors(float[][] rows, double[] means, boolean scale) {
    double[] factors = new double[means.length];
    for (float[] row : rows) {
      for (int column = 0; column < row.length; column++) {
        double difference = row[column] - means[column];
        factors[column] += difference * difference;
      }
    }
    for (int column = 0; column < factors.length; column++) {
      double variance = factors[column] / rows.length;
      double rounding = rows.length * EPSILON * means[column];
      boolean constant = variance <= rounding * rounding;
      factors[column] = constant ? 0 : scale ? 1 / Math.sqrt(variance) : 1;
    }
    return factors;
  }
}

package org.atelier.plugin.classifier.model;

import java.util.List;

/**
 * A change of coordinates after which vectors are white: uncorrelated, and of variance one in every
 * direction in which they vary.
 *
 * <p>With the Cholesky factor {@code L} of the covariance, a vector {@code p} becomes {@code L^-1
 * p}.
 */
final class Whitening {
  private final double[][] factor;

  private Whitening(double[][] factor) {
    this.factor = factor;
  }

  /**
   * Learns a change of coordinates from vectors without mean.
   *
   * @param ridge added to every variance, so that directions without any are not blown up
   * @throws ArithmeticException if the vectors have values that are not finite
   */
  static Whitening of(List<double[]> vectors, double ridge) {
    int size = vectors.get(0).length;
    double[][] covariance = new double[size][size];
    for (double[] vector : vectors) {
      for (int row = 0; row < size; row++) {
        for (int column = 0; column <= row; column++) {
          covariance[row][column] += vector[row] * vector[column] / vectors.size();
        }
      }
    }
    for (int row = 0; row < size; row++) {
      covariance[row][row] += ridge;
    }
    factor(covariance);
    return new Whitening(covariance);
  }

  /** Replaces the lower half of a matrix by its Cholesky factor. */
  private static void factor(double[][] matrix) {
    for (int row = 0; row < matrix.length; row++) {
      for (int column = 0; column <= row; column++) {
        double rest = matrix[row][column];
        for (int index = 0; index < column; index++) {
          rest -= matrix[row][index] * matrix[column][index];
        }
        if (row != column) {
          matrix[row][column] = rest / matrix[column][column];
        } else if (rest > 0) {
          matrix[row][row] = Math.sqrt(rest);
        } else {
          throw new ArithmeticException("the covariance is not positive definite");
        }
      }
    }
  }

  /** Returns a vector in the new coordinates. */
  double[] whiten(double[] vector) {
    double[] white = vector.clone();
    for (int row = 0; row < white.length; row++) {
      for (int index = 0; index < row; index++) {
        white[row] -= factor[row][index] * white[index];
      }
      white[row] /= factor[row][row];
    }
    return white;
  }

  /**
   * Returns the filter that compares without changing coordinates: its inner product with a vector
   * is that of a direction with the whitened vector.
   */
  double[] filter(double[] direction) {
    double[] filter = direction.clone();
    for (int row = filter.length - 1; row >= 0; row--) {
      for (int index = row + 1; index < filter.length; index++) {
        filter[row] -= factor[index][row] * filter[index];
      }
      filter[row] /= factor[row][row];
    }
    return filter;
  }
}

package org.atelier.plugin.classifier.model;

/** Solves systems of linear equations of symmetric positive definite matrices. */
final class Cholesky {
  private Cholesky() {}

  /**
   * Returns the lower triangular matrix whose product with its transpose is a matrix.
   *
   * @throws ArithmeticException if the matrix is not positive definite
   */
  static double[][] factor(double[][] matrix) {
    int size = matrix.length;
    double[][] factor = new double[size][size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column <= row; column++) {
        double rest = matrix[row][column];
        for (int index = 0; index < column; index++) {
          rest -= factor[row][index] * factor[column][index];
        }
        if (row != column) {
          factor[row][column] = rest / factor[column][column];
        } else if (rest > 0) {
          factor[row][row] = Math.sqrt(rest);
        } else {
          throw new ArithmeticException("the matrix is not positive definite");
        }
      }
    }
    return factor;
  }

  /** Returns what the factored matrix maps to some values. */
  static double[] solve(double[][] factor, double[] values) {
    double[] solution = values.clone();
    for (int row = 0; row < solution.length; row++) {
      for (int index = 0; index < row; index++) {
        solution[row] -= factor[row][index] * solution[index];
      }
      solution[row] /= factor[row][row];
    }
    for (int row = solution.length - 1; row >= 0; row--) {
      for (int index = row + 1; index < solution.length; index++) {
        solution[row] -= factor[index][row] * solution[index];
      }
      solution[row] /= factor[row][row];
    }
    return solution;
  }
}

package org.atelier.plugin.classifier.model;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** The eigenvalues of a symmetric matrix and their eigenvectors, of length 1, in no order. */
final class Eigenvectors {
  private final double[] values;
  private final double[][] vectors;

  private Eigenvectors(double[] values, double[][] vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  /**
   * Finds them.
   *
   * @throws ArithmeticException if the matrix has values that are not finite
   */
  static Eigenvectors of(double[][] symmetric) {
    int size = symmetric.length;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
    if (!eigen.decompose(new DMatrixRMaj(symmetric))) {
      throw new ArithmeticException("no eigenvalues were found: are all values finite?");
    }
    double[] values = new double[size];
    double[][] vectors = new double[size][];
    for (int index = 0; index < size; index++) {
      values[index] = eigen.getEigenvalue(index).getReal();
      vectors[index] = eigen.getEigenVector(index).getData();
    }
    return new Eigenvectors(values, vectors);
  }

  /** Returns the eigenvalues. */
  double[] values() {
    return values;
  }

  /** Returns the eigenvectors, each a row. */
  double[][] vectors() {
    return vectors;
  }
}

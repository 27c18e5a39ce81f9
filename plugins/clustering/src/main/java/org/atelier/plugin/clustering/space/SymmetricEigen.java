package org.atelier.plugin.clustering.space;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** All eigenvalues and eigenvectors of a symmetric matrix, the largest eigenvalue first. */
final class SymmetricEigen {
  private final EigenDecomposition_F64<DMatrixRMaj> eigen;
  private final int[] order;

  private SymmetricEigen(DMatrixRMaj matrix) {
    int side = matrix.getNumRows();
    this.eigen = DecompositionFactory_DDRM.eig(side, true, true);
    if (!eigen.decompose(matrix)) {
      throw new IllegalStateException(
          "the eigenvectors of %d x %d were not found".formatted(side, side));
    }
    this.order =
        IntStream.range(0, side)
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    (Integer index) -> -eigen.getEigenvalue(index).getReal()))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** Decomposes a matrix of products. */
  static SymmetricEigen of(ProductMatrix products) {
    int side = products.side();
    DMatrixRMaj matrix = new DMatrixRMaj(side, side);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        matrix.set(row, column, products.get(row, column));
      }
    }
    return new SymmetricEigen(matrix);
  }

  /**
   * Decomposes a matrix of which rows are known up to the diagonal at least; what follows in them
   * is not looked at.
   */
  static SymmetricEigen of(List<double[]> rows) {
    int side = rows.size();
    DMatrixRMaj matrix = new DMatrixRMaj(side, side);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column <= row; column++) {
        matrix.set(row, column, rows.get(row)[column]);
        matrix.set(column, row, rows.get(row)[column]);
      }
    }
    return new SymmetricEigen(matrix);
  }

  int size() {
    return order.length;
  }

  /** Returns how many eigenvalues are larger than a share of the largest. */
  long above(double share) {
    return IntStream.range(0, size()).filter(index -> value(index) > share * value(0)).count();
  }

  double value(int index) {
    return eigen.getEigenvalue(order[index]).getReal();
  }

  double[] vector(int index) {
    return eigen.getEigenVector(order[index]).getData();
  }
}

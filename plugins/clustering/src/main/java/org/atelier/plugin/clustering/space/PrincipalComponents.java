package org.atelier.plugin.clustering.space;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Points turned into the axes of their greatest variance (principal component analysis).
 *
 * <p>With all components this is a rotation into the space that the points span: their distances
 * stay as they are, in at most {@code min(N - 1, D)} dimensions. It comes from the eigenvectors of
 * the smaller of the Gram matrix {@code (N, N)} and the covariance matrix {@code (D, D)}: if {@code
 * X Xᵀ = U Λ Uᵀ}, then {@code U √Λ} are the coordinates (Turk and Pentland, Eigenfaces for
 * Recognition, 1991).
 */
public final class PrincipalComponents {
  private final double[][] coordinates;
  private final double[] variances;
  private final double totalVariance;

  private PrincipalComponents(double[][] coordinates, double[] variances, double totalVariance) {
    this.coordinates = coordinates;
    this.variances = variances;
    this.totalVariance = totalVariance;
  }

  /** An eigenvalue, with the number that finds its eigenvector. */
  private record Eigenvalue(double value, int index) {}

  /**
   * Finds the components.
   *
   * @param rows N centred rows of D numbers, as {@link Standardization} makes them
   * @param most the most components to keep
   * @return components with variance, none if all rows are equal
   */
  public static PrincipalComponents of(float[][] rows, int most) {
    boolean fewRows = rows.length <= rows[0].length;
    ProductMatrix products = fewRows ? ProductMatrix.gram(rows) : ProductMatrix.covariance(rows);
    int side = products.side();
    double trace = IntStream.range(0, side).mapToDouble(i -> products.get(i, i)).sum();
    int degrees = Math.max(1, rows.length - 1);
    EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(products);
    List<Eigenvalue> kept = largest(eigen, side, most, Math.max(rows.length, rows[0].length));
    double[][] coordinates = new double[rows.length][kept.size()];
    double[] variances = new double[kept.size()];
    for (int component = 0; component < variances.length; component++) {
      double value = kept.get(component).value();
      double[] vector = eigen.getEigenVector(kept.get(component).index()).getData();
      double[] scores = fewRows ? scaled(vector, Math.sqrt(value)) : projected(rows, vector);
      double sign = sign(scores);
      for (int row = 0; row < rows.length; row++) {
        coordinates[row][component] = sign * scores[row];
      }
      variances[component] = value / degrees;
    }
    return new PrincipalComponents(coordinates, variances, trace / degrees);
  }

  /**
   * Returns N rows with a number for each component, the component of the greatest variance first.
   * Each component's sign is such that its largest number by amount is positive.
   */
  public double[][] coordinates() {
    return coordinates;
  }

  /** Returns the variance along each component, with the divisor N - 1. */
  public double[] variances() {
    return variances;
  }

  /** Returns the sum of the variances along all components, those left out among them. */
  public double totalVariance() {
    return totalVariance;
  }

  private static EigenDecomposition_F64<DMatrixRMaj> decompose(ProductMatrix products) {
    int side = products.side();
    DMatrixRMaj matrix = new DMatrixRMaj(side, side);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        matrix.set(row, column, products.get(row, column));
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(side, true, true);
    if (!eigen.decompose(matrix)) {
      throw new IllegalStateException(
          "the eigenvectors of %d x %d were not found".formatted(side, side));
    }
    return eigen;
  }

  /** Returns the eigenvalues that are more than rounding, the largest first. */
  private static List<Eigenvalue> largest(
      EigenDecomposition_F64<DMatrixRMaj> eigen, int side, int most, int longer) {
    List<Eigenvalue> values =
        IntStream.range(0, side)
            .mapToObj(index -> new Eigenvalue(eigen.getEigenvalue(index).getReal(), index))
            .sorted(Comparator.comparingDouble(Eigenvalue::value).reversed())
            .toList();
    double rounding = values.get(0).value() * longer * Math.ulp(1.0);
    return values.stream().filter(value -> value.value() > rounding).limit(most).toList();
  }

  private static double[] scaled(double[] vector, double factor) {
    return Arrays.stream(vector).map(value -> value * factor).toArray();
  }

  private static double[] projected(float[][] rows, double[] vector) {
    return Arrays.stream(rows)
        .parallel()
        .mapToDouble(
            row -> {
              double sum = 0;
              for (int column = 0; column < row.length; column++) {
                sum += row[column] * vector[column];
              }
              return sum;
            })
        .toArray();
  }

  private static double sign(double[] scores) {
    double extreme = 0;
    for (double score : scores) {
      extreme = Math.abs(score) > Math.abs(extreme) ? score : extreme;
    }
    return extreme < 0 ? -1 : 1;
  }
}

package org.atelier.plugin.clustering.space;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.atelier.api.service.Progress;

/**
 * Points turned into the axes of their greatest variance (principal component analysis).
 *
 * <p>With all components this is a rotation into the space that the points span: their distances
 * stay as they are, in at most {@code min(N - 1, D)} dimensions. It comes from the eigenvectors of
 * the smaller of the Gram matrix {@code (N, N)} and the covariance matrix {@code (D, D)}: if {@code
 * X Xᵀ = U Λ Uᵀ}, then {@code U √Λ} are the coordinates (Turk and Pentland, Eigenfaces for
 * Recognition, 1991). A few components of large matrices are found without either.
 */
public final class PrincipalComponents {
  /** Of a matrix of products: its eigenvectors take time by the third power of its side. */
  static final int LONGEST_SIDE = 4096;

  /** Of a matrix whose eigenvectors take so long that it is said before. */
  private static final int LONG_SIDE = 1500;

  /** Times the components asked for: a side up to which all are found sooner than these alone. */
  private static final int SHORT_SIDE = 128;

  private final double[][] coordinates;
  private final double[] variances;
  private final double totalVariance;

  private PrincipalComponents(double[][] coordinates, double[] variances, double totalVariance) {
    this.coordinates = coordinates;
    this.variances = variances;
    this.totalVariance = totalVariance;
  }

  /**
   * Finds the components.
   *
   * @param rows N centred rows of D numbers
   * @param most the most components to keep
   * @param progress shows what takes long
   * @return components with variance, none if all rows are equal
   * @throws IOException if rows cannot be read
   */
  public static PrincipalComponents of(Rows rows, int most, Progress progress) throws IOException {
    double total = new RowProducts(rows).sumOfSquares();
    List<Eigenpair> pairs = total == 0 ? List.of() : pairs(rows, most, progress);
    double[][] scores = scores(rows, most, pairs);
    double[][] coordinates = new double[rows.size()][pairs.size()];
    double[] variances = new double[pairs.size()];
    int degrees = Math.max(1, rows.size() - 1);
    for (int component = 0; component < variances.length; component++) {
      double sign = sign(scores[component]);
      for (int row = 0; row < coordinates.length; row++) {
        coordinates[row][component] = sign * scores[component][row];
      }
      variances[component] = pairs.get(component).value() / degrees;
    }
    return new PrincipalComponents(coordinates, variances, total / degrees);
  }

  /** Returns whether all components would be found, even where fewer are kept. */
  static boolean findsAll(long size, long width, int most) {
    long side = Math.min(size, width);
    return side <= Math.min(LONGEST_SIDE, (long) SHORT_SIDE * most);
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

  private static boolean byGramMatrix(Rows rows, int most) {
    return findsAll(rows.size(), rows.width(), most) && rows.size() <= rows.width();
  }

  private static List<Eigenpair> pairs(Rows rows, int most, Progress progress) throws IOException {
    if (!findsAll(rows.size(), rows.width(), most)) {
      return LeadingEigenvectors.of(rows, most);
    }
    ProductMatrix products =
        byGramMatrix(rows, most)
            ? ProductMatrix.gram(rows, progress)
            : ProductMatrix.covariance(rows);
    if (products.side() >= LONG_SIDE) {
      progress.say(
          "finding all %d principal components, which takes minutes; with 'components' set to a few it takes less"
              .formatted(products.side()));
    }
    return largest(products, rows, most);
  }

  /** Returns for each component a number for each row. */
  private static double[][] scores(Rows rows, int most, List<Eigenpair> pairs) throws IOException {
    double[][] vectors = pairs.stream().map(Eigenpair::vector).toArray(double[][]::new);
    if (!byGramMatrix(rows, most)) {
      return new RowProducts(rows).scores(vectors);
    }
    for (int index = 0; index < vectors.length; index++) {
      Vectors.scale(vectors[index], Math.sqrt(pairs.get(index).value()));
    }
    return vectors;
  }

  /** Returns the largest eigenvalues that are more than rounding. */
  private static List<Eigenpair> largest(ProductMatrix products, Rows rows, int most) {
    SymmetricEigen eigen = SymmetricEigen.of(products);
    double rounding = eigen.value(0) * Math.max(rows.size(), rows.width()) * Math.ulp(1.0);
    List<Eigenpair> pairs = new ArrayList<>();
    for (int index = 0; index < Math.min(most, eigen.size()); index++) {
      if (eigen.value(index) > rounding) {
        pairs.add(new Eigenpair(eigen.value(index), eigen.vector(index)));
      }
    }
    return pairs;
  }

  private static double sign(double[] scores) {
    double extreme = 0;
    for (double score : scores) {
      extreme = Math.abs(score) > Math.abs(extreme) ? score : extreme;
    }
    return extreme < 0 ? -1 : 1;
  }
}

package org.atelier.plugin.clustering.space;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.atelier.api.UserException;

/**
 * The eigenvectors of {@code Xᵀ X} with the largest eigenvalues, without that matrix: by the block
 * Lanczos method (Golub and Underwood 1977), the whole basis made orthogonal again in each step,
 * begun anew with the best vectors when the basis has become long.
 *
 * <p>A step goes over the rows once, so they may be too many for memory. It ends when each residual
 * is less than a hundred-thousandth of its eigenvalue. So much an eigenvalue can be wrong at most,
 * and no more than the square of it where it is far from the others.
 */
final class LeadingEigenvectors {
  /** Steps before the basis is begun anew. */
  static final int STEPS = 10;

  private static final int MOST_ROUNDS = 50;

  /** Of a residual, as a share of its eigenvalue. */
  private static final double TOLERANCE = 1e-5;

  /** Of what is taken for zero, as a share of the largest eigenvalue. */
  private static final double ROUNDING = 1e-12;

  private static final long SEED = 1;

  private final RowProducts products;
  private final int width;
  private final int count;

  private final List<double[]> basis = new ArrayList<>();
  private final List<double[]> projected = new ArrayList<>();

  private LeadingEigenvectors(Rows rows, int count) {
    this.products = new RowProducts(rows);
    this.width = rows.width();
    this.count = count;
  }

  /**
   * Finds eigenvectors.
   *
   * @param rows {@code X (N, D)}
   * @param count how many
   * @return the largest eigenvalue first; fewer if the rows span fewer dimensions
   * @throws UserException if they cannot be told from each other
   * @throws IOException if rows cannot be read
   */
  static List<Eigenpair> of(Rows rows, int count) throws IOException {
    return new LeadingEigenvectors(rows, count).find(rows);
  }

  private List<Eigenpair> find(Rows rows) throws IOException {
    int together = Math.min(count, Math.min(rows.size(), rows.width()));
    List<double[]> block = randomBlock(together);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      basis.clear();
      projected.clear();
      for (int step = 0; step < STEPS; step++) {
        List<double[]> coupling = new ArrayList<>();
        List<double[]> next = extend(block, coupling);
        SymmetricEigen eigen = SymmetricEigen.of(projected);
        if (next.isEmpty() || converged(eigen, block.size(), coupling)) {
          return pairs(eigen, (int) Math.min(count, eigen.above(ROUNDING)));
        }
        if (step == STEPS - 1) {
          block = vectors(pairs(eigen, together));
        } else {
          block = next;
        }
      }
    }
    throw new UserException(
        "the first %d principal components cannot be told from the next: their variances are too alike"
            .formatted(count),
        "set components to another number, or use fewer images so that all can be found");
  }

  private List<double[]> randomBlock(int size) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<double[]> block = new ArrayList<>();
    for (int index = 0; index < size; index++) {
      double[] vector = new double[width];
      for (int column = 0; column < width; column++) {
        vector[column] = 2 * random.nextDouble() - 1;
      }
      Vectors.add(block.toArray(double[][]::new), negative(Vectors.dots(block, vector)), vector);
      Vectors.scale(vector, 1 / Math.sqrt(Vectors.dot(vector, vector)));
      block.add(vector);
    }
    return block;
  }

  /**
   * Adds a block to the basis, and returns the directions into which the matrix takes it out of the
   * basis.
   *
   * @param coupling takes for each vector of the block its parts along those directions
   */
  private List<double[]> extend(List<double[]> block, List<double[]> coupling) throws IOException {
    basis.addAll(block);
    double[][] images = products.squared(block.toArray(new double[0][]));
    List<double[]> next = new ArrayList<>();
    double largest = largest();
    for (double[] image : images) {
      projected.add(removed(basis, image));
      largest = Math.max(largest, largest());
      double[] parts = removed(next, image);
      double norm = Math.sqrt(Vectors.dot(image, image));
      if (norm > ROUNDING * largest && basis.size() + next.size() < width) {
        Vectors.scale(image, 1 / norm);
        next.add(image);
        parts = Arrays.copyOf(parts, next.size());
        parts[next.size() - 1] = norm;
      }
      coupling.add(parts);
    }
    return next;
  }

  private double largest() {
    double largest = 0;
    for (int index = 0; index < projected.size(); index++) {
      largest = Math.max(largest, projected.get(index)[index]);
    }
    return largest;
  }

  /** Takes from a vector its parts along others, and returns them; twice, against rounding. */
  private static double[] removed(List<double[]> directions, double[] vector) {
    double[] parts = Vectors.dots(directions, vector);
    Vectors.add(directions.toArray(double[][]::new), negative(parts), vector);
    double[] rest = Vectors.dots(directions, vector);
    Vectors.add(directions.toArray(double[][]::new), negative(rest), vector);
    for (int index = 0; index < parts.length; index++) {
      parts[index] += rest[index];
    }
    return parts;
  }

  private static double[] negative(double[] values) {
    double[] negative = values.clone();
    Vectors.scale(negative, -1);
    return negative;
  }

  /** Looks at how far the matrix takes each of the vectors asked for out of the basis. */
  private boolean converged(SymmetricEigen eigen, int blockSize, List<double[]> coupling) {
    if (eigen.size() < count) {
      return false;
    }
    int directions = coupling.stream().mapToInt(parts -> parts.length).max().orElse(0);
    for (int index = 0; index < count; index++) {
      double[] weights = eigen.vector(index);
      double[] residual = new double[directions];
      for (int vector = 0; vector < blockSize; vector++) {
        double[] parts = coupling.get(vector);
        double weight = weights[weights.length - blockSize + vector];
        for (int direction = 0; direction < parts.length; direction++) {
          residual[direction] += weight * parts[direction];
        }
      }
      double allowed = Math.max(TOLERANCE * eigen.value(index), ROUNDING * eigen.value(0));
      if (Math.sqrt(Vectors.dot(residual, residual)) > allowed) {
        return false;
      }
    }
    return true;
  }

  private List<Eigenpair> pairs(SymmetricEigen eigen, int most) {
    List<Eigenpair> pairs = new ArrayList<>();
    for (int index = 0; index < Math.min(most, eigen.size()); index++) {
      double[] vector = new double[width];
      Vectors.add(basis.toArray(double[][]::new), eigen.vector(index), vector);
      pairs.add(new Eigenpair(eigen.value(index), vector));
    }
    return pairs;
  }

  private static List<double[]> vectors(List<Eigenpair> pairs) {
    List<double[]> vectors = new ArrayList<>();
    pairs.forEach(pair -> vectors.add(pair.vector()));
    return vectors;
  }
}

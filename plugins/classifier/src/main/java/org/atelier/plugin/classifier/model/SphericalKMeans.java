package org.atelier.plugin.classifier.model;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Directions that vectors have in common (Coates and Ng 2012, "Learning feature representations
 * with k-means", section 2): each vector belongs to the direction with which its inner product is
 * largest, and a direction is that of the sum of its vectors.
 */
final class SphericalKMeans {
  /** After so many rounds a dictionary is as good as after many more (the same, section 3). */
  private static final int ROUNDS = 10;

  private SphericalKMeans() {}

  /**
   * Returns directions, each of length 1.
   *
   * @param vectors none of them zero, at least one
   * @throws InterruptedException if the thread was interrupted
   */
  static double[][] directions(List<double[]> vectors, int count, SplittableRandom random)
      throws InterruptedException {
    double[][] directions = new double[count][];
    for (int index = 0; index < count; index++) {
      directions[index] = unit(vectors.get(random.nextInt(vectors.size())));
    }
    for (int round = 0; round < ROUNDS; round++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      double[][] sums = sums(vectors, directions);
      for (int index = 0; index < count; index++) {
        // One to which no vector belongs stays where it is.
        if (length(sums[index]) > 0) {
          directions[index] = unit(sums[index]);
        }
      }
    }
    return directions;
  }

  /** Returns the sum of the vectors that belong to each direction. */
  private static double[][] sums(List<double[]> vectors, double[][] directions) {
    int size = directions[0].length;
    float[][] columns = new float[size][directions.length];
    for (int column = 0; column < size; column++) {
      for (int index = 0; index < directions.length; index++) {
        columns[column][index] = (float) directions[index][column];
      }
    }
    int[] nearest =
        IntStream.range(0, vectors.size())
            .parallel()
            .map(index -> nearest(vectors.get(index), columns))
            .toArray();
    double[][] sums = new double[directions.length][size];
    for (int index = 0; index < nearest.length; index++) {
      double[] vector = vectors.get(index);
      double[] sum = sums[nearest[index]];
      for (int column = 0; column < size; column++) {
        sum[column] += vector[column];
      }
    }
    return sums;
  }

  private static int nearest(double[] vector, float[][] columns) {
    float[] products = new float[columns[0].length];
    for (int column = 0; column < vector.length; column++) {
      float value = (float) vector[column];
      float[] weights = columns[column];
      for (int index = 0; index < products.length; index++) {
        products[index] += value * weights[index];
      }
    }
    int best = 0;
    for (int index = 1; index < products.length; index++) {
      if (products[index] > products[best]) {
        best = index;
      }
    }
    return best;
  }

  private static double[] unit(double[] vector) {
    double length = length(vector);
    return Arrays.stream(vector).map(value -> value / length).toArray();
  }

  /** Returns the Euclidean length of a vector. */
  static double length(double[] vector) {
    return Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
  }
}

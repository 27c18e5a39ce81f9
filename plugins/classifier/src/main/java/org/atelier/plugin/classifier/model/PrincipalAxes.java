package org.atelier.plugin.classifier.model;

import java.util.Arrays;

/**
 * The directions in which vectors vary most, and a change of coordinates after which they vary
 * alike along each of these.
 */
final class PrincipalAxes {
  /** Below such a share of the largest variance a direction counts as without any. */
  private static final double NOTHING = 1e-9;

  private final float[] centre;
  private final float[] axes;

  private PrincipalAxes(float[] centre, float[] axes) {
    this.centre = centre;
    this.axes = axes;
  }

  /** Finds the axes of at least one vector. */
  static PrincipalAxes of(float[][] vectors, int components) {
    int length = vectors[0].length;
    double[] mean = new double[length];
    for (float[] vector : vectors) {
      for (int index = 0; index < length; index++) {
        mean[index] += (double) vector[index] / vectors.length;
      }
    }
    Eigenvectors eigen = Eigenvectors.of(covariance(vectors, mean));
    double[] variances = eigen.values();
    Integer[] order = new Integer[length];
    Arrays.setAll(order, index -> index);
    Arrays.sort(order, (one, other) -> Double.compare(variances[other], variances[one]));
    float[] axes = new float[length * components];
    for (int component = 0; component < components; component++) {
      double variance = variances[order[component]];
      if (variance > NOTHING * variances[order[0]]) {
        double[] direction = eigen.vectors()[order[component]];
        for (int index = 0; index < length; index++) {
          axes[index * components + component] = (float) (direction[index] / Math.sqrt(variance));
        }
      }
    }
    float[] centre = new float[length];
    for (int index = 0; index < length; index++) {
      centre[index] = (float) mean[index];
    }
    return new PrincipalAxes(centre, axes);
  }

  private static double[][] covariance(float[][] vectors, double[] mean) {
    int length = mean.length;
    double[][] covariance = new double[length][length];
    double[] centred = new double[length];
    for (float[] vector : vectors) {
      for (int index = 0; index < length; index++) {
        centred[index] = vector[index] - mean[index];
      }
      for (int row = 0; row < length; row++) {
        double factor = centred[row] / vectors.length;
        for (int column = 0; column < length; column++) {
          covariance[row][column] += factor * centred[column];
        }
      }
    }
    return covariance;
  }

  /** Returns vectors in the new coordinates. */
  float[][] project(float[][] vectors) {
    return Arrays.stream(vectors).map(this::project).toArray(float[][]::new);
  }

  private float[] project(float[] vector) {
    int components = axes.length / centre.length;
    float[] point = new float[components];
    for (int index = 0; index < centre.length; index++) {
      float value = vector[index] - centre[index];
      for (int component = 0; component < components; component++) {
        point[component] += value * axes[index * components + component];
      }
    }
    return point;
  }

  /** Returns the vectors' mean. */
  float[] centre() {
    return centre;
  }

  /**
   * Returns the axes, {@code (length, components)} in row order: a centred vector times these is of
   * variance 1 along each component.
   */
  float[] axes() {
    return axes;
  }
}

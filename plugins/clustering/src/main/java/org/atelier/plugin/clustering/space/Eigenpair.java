package org.atelier.plugin.clustering.space;

/** An eigenvalue and its eigenvector, of length one. */
final class Eigenpair {
  private final double value;
  private final double[] vector;

  Eigenpair(double value, double[] vector) {
    this.value = value;
    this.vector = vector;
  }

  double value() {
    return value;
  }

  /** Returns the eigenvector itself, no copy. */
  double[] vector() {
    return vector;
  }
}

package org.atelier.plugin.classifier.model;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A mixture of Gaussians whose coordinates are independent of each other, found by expectation and
 * maximisation (Dempster, Laird and Rubin 1977).
 */
final class GaussianMixture {
  /** Rounds in which the means alone move, as Gaussians that grew at once would cover others. */
  private static final int FIRST_ROUNDS = 10;

  /** After so many rounds the likelihood of descriptors hardly grows. */
  private static final int ROUNDS = 40;

  /** The least variance, where the points' own is 1: a Gaussian does not shrink to a point. */
  private static final double LEAST_VARIANCE = 1e-2;

  /** The least number of points that a Gaussian is moved by. */
  private static final double LEAST_SHARE = 1e-2;

  /** Parts that points are dealt with in, side by side; the same on every machine. */
  private static final int PARTS = 16;

  private final float[] weights;
  private final float[] means;
  private final float[] deviations;

  private GaussianMixture(float[] weights, float[] means, float[] deviations) {
    this.weights = weights;
    this.means = means;
    this.deviations = deviations;
  }

  /**
   * Fits a mixture. One that no point belongs to stays what it was.
   *
   * @param points of variance one or less in each coordinate, at least one
   * @throws InterruptedException if the thread was interrupted
   */
  static GaussianMixture fit(float[][] points, int gaussians, SplittableRandom random)
      throws InterruptedException {
    int components = points[0].length;
    float[] weights = new float[gaussians];
    float[] means = new float[gaussians * components];
    float[] deviations = new float[gaussians * components];
    Arrays.fill(weights, 1f / gaussians);
    Arrays.fill(deviations, 1);
    for (int gaussian = 0; gaussian < gaussians; gaussian++) {
      float[] point = points[random.nextInt(points.length)];
      System.arraycopy(point, 0, means, gaussian * components, components);
    }
    GaussianMixture mixture = new GaussianMixture(weights, means, deviations);
    for (int round = 0; round < ROUNDS; round++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      mixture = mixture.next(points, round < FIRST_ROUNDS);
    }
    return mixture;
  }

  /** Returns the mixture after another round. */
  private GaussianMixture next(float[][] points, boolean meansAlone) {
    List<Sums> parts =
        IntStream.range(0, PARTS)
            .parallel()
            .mapToObj(
                part ->
                    sums(
                        points,
                        (int) ((long) points.length * part / PARTS),
                        (int) ((long) points.length * (part + 1) / PARTS)))
            .toList();
    // In their order, as sums depend on it.
    Sums all = new Sums(weights.length, means.length);
    parts.forEach(all::add);
    GaussianMixture next = all.mixture(this, points.length);
    return meansAlone ? new GaussianMixture(weights, next.means, deviations) : next;
  }

  private Sums sums(float[][] points, int from, int to) {
    int gaussians = weights.length;
    int components = means.length / gaussians;
    Sums sums = new Sums(gaussians, means.length);
    double[] constants = constants();
    double[] shares = new double[gaussians];
    for (int index = from; index < to; index++) {
      float[] point = points[index];
      shares(point, constants, shares);
      for (int gaussian = 0; gaussian < gaussians; gaussian++) {
        double share = shares[gaussian];
        sums.shares[gaussian] += share;
        for (int component = 0, at = gaussian * components;
            component < components;
            component++, at++) {
          double value = share * point[component];
          sums.values[at] += value;
          sums.squares[at] += value * point[component];
        }
      }
    }
    return sums;
  }

  private double[] constants() {
    int components = means.length / weights.length;
    double[] constants = new double[weights.length];
    for (int gaussian = 0; gaussian < constants.length; gaussian++) {
      constants[gaussian] = Math.log(weights[gaussian]);
      for (int component = 0; component < components; component++) {
        constants[gaussian] -= Math.log(deviations[gaussian * components + component]);
      }
    }
    return constants;
  }

  /** Writes to how much a point belongs to each Gaussian. */
  private void shares(float[] point, double[] constants, double[] shares) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int gaussian = 0; gaussian < shares.length; gaussian++) {
      float distance = 0;
      for (int component = 0, at = gaussian * point.length;
          component < point.length;
          component++, at++) {
        float difference = (point[component] - means[at]) / deviations[at];
        distance += difference * difference;
      }
      shares[gaussian] = constants[gaussian] - distance / 2;
      largest = Math.max(largest, shares[gaussian]);
    }
    double sum = 0;
    for (int gaussian = 0; gaussian < shares.length; gaussian++) {
      shares[gaussian] = Math.exp(shares[gaussian] - largest);
      sum += shares[gaussian];
    }
    for (int gaussian = 0; gaussian < shares.length; gaussian++) {
      shares[gaussian] /= sum;
    }
  }

  /** Sums over points of shares, of values and of their squares. */
  private static final class Sums {
    private final double[] shares;
    private final double[] values;
    private final double[] squares;

    Sums(int gaussians, int table) {
      shares = new double[gaussians];
      values = new double[table];
      squares = new double[table];
    }

    void add(Sums other) {
      Arrays.setAll(shares, index -> shares[index] + other.shares[index]);
      Arrays.setAll(values, index -> values[index] + other.values[index]);
      Arrays.setAll(squares, index -> squares[index] + other.squares[index]);
    }

    GaussianMixture mixture(GaussianMixture before, int points) {
      int gaussians = shares.length;
      int components = values.length / gaussians;
      float[] weights = new float[gaussians];
      float[] means = before.means.clone();
      float[] deviations = before.deviations.clone();
      for (int gaussian = 0; gaussian < gaussians; gaussian++) {
        double share = shares[gaussian];
        weights[gaussian] = (float) Math.max(share / points, Float.MIN_NORMAL);
        for (int component = 0; share > LEAST_SHARE && component < components; component++) {
          int at = gaussian * components + component;
          double mean = values[at] / share;
          means[at] = (float) mean;
          deviations[at] =
              (float) Math.sqrt(Math.max(squares[at] / share - mean * mean, LEAST_VARIANCE));
        }
      }
      return new GaussianMixture(weights, means, deviations);
    }
  }

  /** Returns how likely each Gaussian is. */
  float[] weights() {
    return weights;
  }

  /** Returns the means, {@code (gaussians, components)} in row order. */
  float[] means() {
    return means;
  }

  /** Returns the standard deviations, {@code (gaussians, components)} in row order. */
  float[] deviations() {
    return deviations;
  }
}

package org.atelier.api.result;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A number that says how good something is, never alone.
 *
 * @param name what it is, such as {@code accuracy}
 * @param value the number
 * @param direction whether more or less is better
 * @param interval where the true value lies with a stated confidence
 * @param baseline what a trivial method reaches
 */
public record Metric(
    String name,
    double value,
    Direction direction,
    Optional<Interval> interval,
    Optional<Baseline> baseline) {

  /** Whether more or less is better. */
  public enum Direction {
    /** More is better. */
    HIGHER_IS_BETTER,
    /** Less is better. */
    LOWER_IS_BETTER
  }

  /**
   * An interval that holds the true value with a stated confidence.
   *
   * @param low lower end
   * @param high upper end
   * @param confidence from 0 to 1, usually 0.95
   * @param method how it was computed, such as {@code Wilson}
   */
  public record Interval(double low, double high, double confidence, String method) {
    /** Checks the order of the ends. */
    public Interval {
      if (!(low <= high)) {
        throw new IllegalArgumentException("interval from %s to %s".formatted(low, high));
      }
      Objects.requireNonNull(method, "method");
    }

    /**
     * Returns the interval that leaves out as many of the least as of the greatest of some samples,
     * linear between neighbours (the percentile bootstrap of Efron and Tibshirani 1993, chapter
     * 13).
     *
     * @param samples figures computed from resampled data, at least one
     * @param confidence the share of the samples in between
     * @param method how they were resampled
     */
    public static Interval ofSamples(double[] samples, double confidence, String method) {
      double[] sorted = samples.clone();
      Arrays.sort(sorted);
      double tail = (1 - confidence) / 2;
      return new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail), confidence, method);
    }

    private static double quantile(double[] sorted, double probability) {
      double place = probability * (sorted.length - 1);
      int below = (int) place;
      int above = Math.min(below + 1, sorted.length - 1);
      return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
  }

  /**
   * What a trivial method reaches on the same data.
   *
   * @param name the method, such as {@code always 'Impressionism'}
   * @param value what it reaches
   */
  public record Baseline(String name, double value) {
    /** Checks that it is named. */
    public Baseline {
      Objects.requireNonNull(name, "name");
    }
  }

  /** Checks that everything is there. */
  public Metric {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(interval, "interval");
    Objects.requireNonNull(baseline, "baseline");
  }
}

package org.atelier.plugin.classifier.evaluate;

import org.atelier.api.result.Metric.Interval;

/** Wilson's score interval of a proportion (Wilson 1927, Journal of the ASA 22, 209-212). */
final class Wilson {
  private static final double CONFIDENCE = 0.95;

  /** The 97.5 % point of the standard normal distribution. */
  private static final double Z = 1.959963984540054;

  private Wilson() {}

  /**
   * Returns the 95 % interval.
   *
   * @param successes how often it happened
   * @param trials how often it could have, at least 1
   */
  static Interval interval(int successes, int trials) {
    double share = (double) successes / trials;
    double spread = Z * Z / trials;
    double centre = (share + spread / 2) / (1 + spread);
    double half =
        Z / (1 + spread) * Math.sqrt(share * (1 - share) / trials + spread / (4 * trials));
    // The ends are 0 and 1 exactly where nothing or everything happened; rounding hides that.
    double low = Math.min(share, Math.max(0, centre - half));
    double high = Math.max(share, Math.min(1, centre + half));
    return new Interval(low, high, CONFIDENCE, "Wilson");
  }
}

package org.atelier.runner.training.augmentation;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/**
 * Mixes pairs of rows: {@code share * row + (1 - share) * partner} (Zhang and others 2018, "mixup:
 * beyond empirical risk minimization", equation 1), where the first row's partner is the last row,
 * and so on. One share serves a whole batch, as in the paper's algorithm.
 */
public final class Mixup {
  private final float share;

  /** Mixes by a share of a row's own, in [0, 1]. */
  Mixup(float share) {
    this.share = share;
  }

  /**
   * Draws the share of one batch from the distribution Beta(alpha, alpha).
   *
   * @param alpha greater than 0
   * @param seed what it is drawn from
   * @param batch the number of the batch
   */
  public static Mixup draw(double alpha, long seed, int batch) {
    // Below the seeds of images, which lie above.
    return new Mixup((float) beta(alpha, new SplittableRandom(seed - 1 - batch)));
  }

  /** Draws from Beta(alpha, alpha) (Jöhnk 1964; Devroye 1986, chapter IX, section 4.1). */
  static double beta(double alpha, SplittableRandom random) {
    while (true) {
      double own = Math.pow(random.nextDouble(), 1 / alpha);
      double partner = Math.pow(random.nextDouble(), 1 / alpha);
      double sum = own + partner;
      if (sum > 0 && sum <= 1) {
        return own / sum;
      }
    }
  }

  /**
   * Mixes rows in place.
   *
   * @param values rows of equal length, one after the other, from 0 to the limit
   * @param rows how many
   */
  public void apply(FloatBuffer values, int rows) {
    int length = values.limit() / rows;
    float[] first = new float[length];
    float[] second = new float[length];
    for (int row = 0; row < rows / 2; row++) {
      int partner = rows - 1 - row;
      values.get(row * length, first).get(partner * length, second);
      for (int at = 0; at < length; at++) {
        float one = first[at];
        float other = second[at];
        first[at] = share * one + (1 - share) * other;
        second[at] = share * other + (1 - share) * one;
      }
      values.put(row * length, first).put(partner * length, second);
    }
  }
}

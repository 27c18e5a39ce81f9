package org.atelier.api.sampling;

import java.util.SplittableRandom;

/** Puts numbers into a random order. */
final class Shuffle {
  private Shuffle() {}

  /** Shuffles in place, every order equally likely (Fisher and Yates; Knuth 1969, algorithm P). */
  static int[] inPlace(int[] values, SplittableRandom random) {
    for (int last = values.length - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      int value = values[last];
      values[last] = values[other];
      values[other] = value;
    }
    return values;
  }
}

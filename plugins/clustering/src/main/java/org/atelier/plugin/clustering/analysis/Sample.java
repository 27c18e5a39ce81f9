package org.atelier.plugin.clustering.analysis;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws positions at random. */
final class Sample {
  private Sample() {}

  /** Returns some of the positions from 0 to {@code size - 1} in order, all if they are few. */
  static int[] of(int size, int most, SplittableRandom random) {
    int[] all = IntStream.range(0, size).toArray();
    if (size <= most) {
      return all;
    }
    shuffle(all, random);
    return Arrays.stream(all).limit(most).sorted().toArray();
  }

  /** Brings values into a random order (Fisher and Yates). */
  static void shuffle(int[] values, SplittableRandom random) {
    for (int last = values.length - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      int value = values[last];
      values[last] = values[other];
      values[other] = value;
    }
  }
}

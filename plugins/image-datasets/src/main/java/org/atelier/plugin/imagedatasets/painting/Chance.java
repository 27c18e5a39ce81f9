package org.atelier.plugin.imagedatasets.painting;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The random choices of one painting.
 *
 * <p>Only {@link SplittableRandom#nextLong()} is used, and every other draw is derived from it
 * here, so that a seed means the same painting whichever way a Java release bounds its numbers.
 */
final class Chance {

  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Chance for one painting of one style: the same seed in another style is unrelated. */
  static Chance of(String style, long seed) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < style.length(); i++) {
      hash = (hash ^ style.charAt(i)) * 0x100000001b3L;
    }
    return new Chance(
        new SplittableRandom(hash).nextLong() ^ new SplittableRandom(seed).nextLong());
  }

  /** A number in [0, 1). */
  double unit() {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }

  /** A number in [low, high). */
  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** A whole number from low to high, both included. */
  int count(int low, int high) {
    return low + (int) (unit() * (high - low + 1));
  }

  /** A number in [-reach, reach). */
  double around(double reach) {
    return between(-reach, reach);
  }

  /** A bell-shaped number about zero with standard deviation one (the sum of twelve uniforms). */
  double bell() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += unit();
    }
    return sum;
  }

  /** Any whole number, to tell one fine pattern from another. */
  int salt() {
    return (int) (random.nextLong() >>> 32);
  }

  boolean happens(double probability) {
    return unit() < probability;
  }

  /** Either -1 or 1. */
  int sign() {
    return happens(0.5) ? 1 : -1;
  }

  <T> T pick(List<T> choices) {
    return choices.get((int) (unit() * choices.size()));
  }

  @SafeVarargs
  final <T> T pick(T... choices) {
    return choices[(int) (unit() * choices.length)];
  }
}

package org.atelier.plugin.imagedatasets.painting;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Shares out a number of paintings among styles. */
final class Allotment {

  private Allotment() {}

  /** As evenly as can be; what is left over goes to the first styles. */
  static int[] even(int styles, int count) {
    return IntStream.range(0, styles)
        .map(i -> count / styles + (i < count % styles ? 1 : 0))
        .toArray();
  }

  /**
   * One to each style, and the rest in WikiArt's proportions (largest remainders).
   *
   * @param count at least the number of styles
   */
  static int[] likeWikiArt(List<PaintingStyle> styles, int count) {
    long rest = (long) count - styles.size();
    long total = styles.stream().mapToLong(PaintingStyle::wikiArtCount).sum();
    int[] shares = new int[styles.size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = 1 + (int) (rest * styles.get(i).wikiArtCount() / total);
    }
    int missing = count - Arrays.stream(shares).sum();
    IntStream.range(0, shares.length)
        .boxed()
        .sorted(Comparator.comparing(i -> -(rest * styles.get(i).wikiArtCount() % total)))
        .limit(missing)
        .forEach(i -> shares[i]++);
    return shares;
  }
}

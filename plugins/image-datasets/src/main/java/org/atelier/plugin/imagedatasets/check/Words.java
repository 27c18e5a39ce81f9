package org.atelier.plugin.imagedatasets.check;

import java.util.List;
import java.util.stream.Collectors;

/** Wordings that several reports share. */
final class Words {
  private static final int LISTED = 5;

  private Words() {}

  /** Returns a number with its noun, such as {@code 1 image} or {@code 2 images}. */
  static String count(long number, String singular, String plural) {
    return number + " " + (number == 1 ? singular : plural);
  }

  /** Returns items joined by a separator, the first five if there are more. */
  static String list(List<?> items, String separator) {
    String listed =
        items.stream().limit(LISTED).map(String::valueOf).collect(Collectors.joining(separator));
    int more = items.size() - LISTED;
    return more > 0 ? listed + separator + "and " + more + " more" : listed;
  }
}

package org.atelier.runner.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what the user probably meant. */
final class Suggestions {
  private Suggestions() {}

  /** Returns {@code "; did you mean 'epochs'?"}, or nothing if no known word is near. */
  static String didYouMean(String written, Collection<String> known) {
    return nearest(written, known).map("; did you mean '%s'?"::formatted).orElse("");
  }

  /** Returns the known word that needs the fewest edits, if they are few for its length. */
  static Optional<String> nearest(String written, Collection<String> known) {
    String word = written.toLowerCase(Locale.ROOT).replace('_', '-');
    Optional<String> abbreviated =
        known.stream().filter(some -> word.length() > 1 && initials(some).equals(word)).findFirst();
    return known.stream()
        .filter(some -> edits(word, some) <= Math.max(1, word.length() / 3))
        .min(Comparator.comparingInt(some -> edits(word, some)))
        .or(() -> abbreviated);
  }

  /** Returns {@code lr} for {@code learning-rate}. */
  private static String initials(String word) {
    return word.replaceAll("([^-])[^-]*-?", "$1");
  }

  /**
   * Counts the insertions, deletions, substitutions and swaps of neighbours between two words, no
   * part edited twice (the optimal string alignment distance).
   */
  static int edits(String from, String to) {
    int[][] distance = new int[from.length() + 1][to.length() + 1];
    for (int row = 0; row <= from.length(); row++) {
      for (int column = 0; column <= to.length(); column++) {
        if (row == 0 || column == 0) {
          distance[row][column] = row + column;
          continue;
        }
        int substitution = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        int least =
            Math.min(
                distance[row - 1][column - 1] + substitution,
                1 + Math.min(distance[row - 1][column], distance[row][column - 1]));
        boolean swapped =
            row > 1
                && column > 1
                && from.charAt(row - 1) == to.charAt(column - 2)
                && from.charAt(row - 2) == to.charAt(column - 1);
        distance[row][column] =
            swapped ? Math.min(least, distance[row - 2][column - 2] + 1) : least;
      }
    }
    return distance[from.length()][to.length()];
  }
}

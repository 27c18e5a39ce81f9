package org.atelier.runner.plan;

/** Takes places in the pipeline apart; the name of a repeated stage may have dots in brackets. */
final class Places {
  private Places() {}

  /** Returns what follows the last dot. */
  static String last(String place) {
    int depth = 0;
    for (int index = place.length() - 1; index >= 0; index--) {
      char character = place.charAt(index);
      depth += character == ']' ? 1 : character == '[' ? -1 : 0;
      if (character == '.' && depth == 0) {
        return place.substring(index + 1);
      }
    }
    return place;
  }

  /** Returns the component that a place lies in: its first two parts. */
  static String component(String place) {
    int section = place.indexOf('.');
    int depth = 0;
    for (int index = section + 1; index < place.length(); index++) {
      char character = place.charAt(index);
      depth += character == '[' ? 1 : character == ']' ? -1 : 0;
      if (character == '.' && depth == 0) {
        return place.substring(0, index);
      }
    }
    return place;
  }
}

package org.atelier.plugin.classifier.explain;

/**
 * A pattern for ids of images, in which {@code *} stands for any characters, {@code /} too, and
 * {@code ?} for any one.
 *
 * @param text the pattern
 */
record IdPattern(String text) {
  /** Returns whether an id fits; in time proportional to both lengths, whatever the pattern. */
  boolean matches(String id) {
    int at = 0;
    int place = 0;
    int star = -1;
    int afterStar = 0;
    while (at < id.length()) {
      if (place < text.length() && text.charAt(place) == '*') {
        star = place++;
        afterStar = at;
      } else if (place < text.length()
          && (text.charAt(place) == '?' || text.charAt(place) == id.charAt(at))) {
        place++;
        at++;
      } else if (star >= 0) {
        // The last star takes one character more.
        place = star + 1;
        at = ++afterStar;
      } else {
        return false;
      }
    }
    while (place < text.length() && text.charAt(place) == '*') {
      place++;
    }
    return place == text.length();
  }
}

package org.atelier.plugin.styletransfer.transfer;

import java.util.regex.Pattern;

/** A pattern for ids of images: {@code *} stands for any characters, {@code ?} for any one. */
final class IdPattern {
  private final String text;
  private final String[] parts;

  IdPattern(String text) {
    this.text = text;
    this.parts = text.split(Pattern.quote("*"), -1);
  }

  /** Returns the pattern as it was written. */
  String text() {
    return text;
  }

  /** Returns whether an id fits; in time proportional to both lengths at most. */
  boolean matches(String id) {
    String last = parts[parts.length - 1];
    if (parts.length == 1) {
      return id.length() == text.length() && fits(id, 0, text);
    }
    int end = id.length() - last.length();
    if (end < parts[0].length() || !fits(id, 0, parts[0]) || !fits(id, end, last)) {
      return false;
    }
    int at = parts[0].length();
    for (int index = 1; index < parts.length - 1; index++) {
      while (at + parts[index].length() <= end && !fits(id, at, parts[index])) {
        at++;
      }
      at += parts[index].length();
      if (at > end) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(String id, int from, String part) {
    for (int at = 0; at < part.length(); at++) {
      if (part.charAt(at) != '?' && part.charAt(at) != id.charAt(from + at)) {
        return false;
      }
    }
    return true;
  }
}

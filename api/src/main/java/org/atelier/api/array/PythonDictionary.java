package org.atelier.api.array;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a Python dictionary of strings, booleans and tuples of whole numbers, and nothing else of
 * Python.
 */
final class PythonDictionary {
  /** As many as numpy allows. */
  private static final int MOST_AXES = 64;

  private final String text;
  private int at;

  PythonDictionary(String text) {
    this.text = text;
  }

  /**
   * Reads the whole text.
   *
   * @throws IllegalArgumentException if it is anything else, as half a sentence
   */
  Map<String, Object> read() {
    Map<String, Object> entries = new HashMap<>();
    expect('{');
    while (!skip('}')) {
      String key = string();
      expect(':');
      if (entries.put(key, value()) != null) {
        throw unexpected();
      }
      if (!skip(',')) {
        expect('}');
        break;
      }
    }
    blanks();
    if (at != text.length()) {
      throw unexpected();
    }
    return entries;
  }

  private Object value() {
    blanks();
    char next = next();
    if (next == '\'' || next == '"') {
      return string();
    }
    if (next == '(') {
      return tuple();
    }
    if (next == '[') {
      throw new IllegalArgumentException("it is an array of records, not of numbers");
    }
    return truth();
  }

  private boolean truth() {
    for (boolean value : new boolean[] {true, false}) {
      String word = value ? "True" : "False";
      if (text.startsWith(word, at)) {
        at += word.length();
        return value;
      }
    }
    throw unexpected();
  }

  private List<Long> tuple() {
    List<Long> sides = new ArrayList<>();
    expect('(');
    while (!skip(')')) {
      sides.add(number());
      if (sides.size() > MOST_AXES) {
        throw new IllegalArgumentException("its shape has more than %d axes".formatted(MOST_AXES));
      }
      if (!skip(',')) {
        expect(')');
        break;
      }
    }
    return sides;
  }

  private long number() {
    blanks();
    int from = at;
    while (next() >= '0' && next() <= '9') {
      at++;
    }
    try {
      long number = Long.parseLong(text.substring(from, at));
      // Python 2 marks long numbers.
      skip('L');
      return number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("its shape is not understood: " + text.strip(), e);
    }
  }

  private String string() {
    blanks();
    char quote = next();
    int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
    if (end < 0) {
      throw unexpected();
    }
    String string = text.substring(at + 1, end);
    at = end + 1;
    return string;
  }

  private boolean skip(char wanted) {
    blanks();
    boolean there = next() == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char wanted) {
    if (!skip(wanted)) {
      throw unexpected();
    }
  }

  private void blanks() {
    while (next() == ' ' || next() == '\n' || next() == '\t' || next() == '\r') {
      at++;
    }
  }

  /** Returns the next character, or zero at the end. */
  private char next() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private IllegalArgumentException unexpected() {
    String rest = text.substring(Math.min(at, text.length())).strip();
    return new IllegalArgumentException(
        "its header is not understood at '%s'"
            .formatted(rest.length() > 40 ? rest.substring(0, 40) + "…" : rest));
  }
}

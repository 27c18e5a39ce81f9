package org.atelier.runner.report;

/**
 * Colours for words on a terminal. What is said never depends on them.
 *
 * @param coloured whether there are any
 */
public record Ink(boolean coloured) {
  /** Makes a heading stand out. */
  public String heading(String text) {
    return paint("1", text);
  }

  /** Marks what went well. */
  public String good(String text) {
    return paint("32", text);
  }

  /** Marks a warning. */
  public String warning(String text) {
    return paint("33", text);
  }

  /** Marks a failure. */
  public String bad(String text) {
    return paint("31", text);
  }

  private String paint(String code, String text) {
    return coloured && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}

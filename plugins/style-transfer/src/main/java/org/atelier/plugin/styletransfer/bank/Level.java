package org.atelier.plugin.styletransfer.bank;

import java.util.Locale;

/** What a style is. */
public enum Level {
  /** What the images of a class have in common. */
  CLASS,
  /** What the images of a group, such as those of an artist, have in common. */
  GROUP,
  /** What is special about a single image. */
  IMAGE;

  /** Returns the word in pipeline files. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}

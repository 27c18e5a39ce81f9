package org.atelier.runner.output;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** Finds out whether this Java can draw text, which small containers cannot. */
final class Fonts {
  /** What a user is told where it cannot. */
  static final String REMEDY =
      "this Java finds no fonts; install fontconfig and a font such as fonts-dejavu-core";

  private Fonts() {}

  static boolean available() {
    try {
      new Font(Font.SANS_SERIF, Font.PLAIN, 12)
          .getStringBounds("0", new FontRenderContext(null, true, true));
      return true;
    } catch (LinkageError | RuntimeException | InternalError e) {
      // The JDK has no question for this: without fonts it fails in a different way per version.
      return false;
    }
  }
}

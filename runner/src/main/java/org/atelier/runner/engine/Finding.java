package org.atelier.runner.engine;

import java.util.Optional;

/**
 * What the doctor found about one subject.
 *
 * @param subject a word, such as {@code Allocator}
 * @param text how it stands
 * @param remedy what to do about it; empty if nothing is wrong
 */
public record Finding(String subject, String text, Optional<String> remedy) {
  static Finding good(String subject, String text) {
    return new Finding(subject, text, Optional.empty());
  }

  static Finding wrong(String subject, String text, String remedy) {
    return new Finding(subject, text, Optional.of(remedy));
  }
}

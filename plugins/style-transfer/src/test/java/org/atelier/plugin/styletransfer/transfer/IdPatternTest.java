package org.atelier.plugin.styletransfer.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdPatternTest {
  @ParameterizedTest
  @CsvSource({
    "a/b.jpg, a/b.jpg, true",
    "a/b.jpg, a/bb.jpg, false",
    "*.jpg, a/b.jpg, true",
    "a*, a/b.jpg, true",
    "a*c, a/b.jpg, false",
    "*b*, a/b.jpg, true",
    "?/b.jpg, a/b.jpg, true",
    "a*b*c, abc, true",
    "a*b*c, acb, false",
    "ab*ba, aba, false",
    "**, a, true",
  })
  void fits(String pattern, String id, boolean expected) {
    assertThat(new IdPattern(pattern).matches(id)).isEqualTo(expected);
  }
}

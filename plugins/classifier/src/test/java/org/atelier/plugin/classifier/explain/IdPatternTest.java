package org.atelier.plugin.classifier.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdPatternTest {
  @ParameterizedTest
  @CsvSource({
    "Baroque/a.jpg, true",
    "Baroque/*, true",
    "*, true",
    "*.jpg, true",
    "B*/?.jpg, true",
    "*a*a*, true",
    "Baroque/?.png, false",
    "baroque/*, false",
    "Baroque, false",
    "?, false",
    "'', false"
  })
  void matchesAsShellsDo(String pattern, boolean matches) {
    assertThat(new IdPattern(pattern).matches("Baroque/a.jpg")).isEqualTo(matches);
  }

  @Test
  @Timeout(5)
  void manyStarsTakeNoLongTime() {
    assertThat(new IdPattern("*a".repeat(2000) + "b").matches("a".repeat(20_000))).isFalse();
  }
}

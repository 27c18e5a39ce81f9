package org.atelier.runner.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StageKeyTest {
  @Test
  void isTheSameForTheSameFacts() {
    assertThat(StageKey.of(List.of(setting("epochs", "10"))))
        .isEqualTo(StageKey.of(List.of(setting("epochs", "10"))));
  }

  @Test
  void tellsFactsApartThatReadAlike() {
    Set<String> digests = new HashSet<>();
    assertThat(digests.add(key(setting("a", "bc")))).isTrue();
    assertThat(digests.add(key(setting("ab", "c")))).isTrue();
    assertThat(digests.add(key(setting("a", "b"), setting("", "c")))).isTrue();
    assertThat(digests.add(key(new Fact(Fact.Kind.FILE, "a", "bc")))).isTrue();
    assertThat(digests.add(key())).isTrue();
  }

  @Test
  void refusesWhatIsNoDigest() {
    assertThatThrownBy(() -> new StageKey("../../evil", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'../../evil' is not a digest");
  }

  private static String key(Fact... facts) {
    return StageKey.of(List.of(facts)).hex();
  }

  private static Fact setting(String name, String value) {
    return new Fact(Fact.Kind.SETTING, name, value);
  }
}

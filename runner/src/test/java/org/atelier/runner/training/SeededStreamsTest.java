package org.atelier.runner.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeededStreamsTest {
  private final SeededStreams streams = new SeededStreams(2326, "stages.classify");

  /**
   * Computed with Python: {@code struct.unpack('>q', sha256(struct.pack('>q', 2326) +
   * b'stages.classify\xffshuffle').digest()[:8])}.
   */
  @Test
  void seedsAreTheSameOnEveryPlatform() {
    assertThat(streams.seed("shuffle")).isEqualTo(1562337379689303579L);
    assertThat(streams.seed("shuffle", 3)).isEqualTo(-3229395484871480214L);
    assertThat(new SeededStreams(-1, "datasets.über").seed("")).isEqualTo(-1480858584678154251L);
  }

  @Test
  void aStreamAlwaysStartsAtItsBeginning() {
    long first = streams.stream("shuffle", 3).nextLong();
    streams.stream("other").nextLong();

    assertThat(streams.stream("shuffle", 3).nextLong()).isEqualTo(first);
  }

  @Test
  void placeAndPurposeDoNotRunTogether() {
    assertThat(new SeededStreams(1, "ab").seed("c"))
        .isNotEqualTo(new SeededStreams(1, "a").seed("bc"));
    assertThat(streams.seed("shuffle", 1)).isNotEqualTo(streams.seed("shuffle", 2));
  }
}

package org.atelier.plugin.imagedatasets.painting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShapesTest {
  @Test
  void everyShardIsAPolygon() {
    for (long seed = 0; seed < 1000; seed++) {
      assertThat(Shapes.shards(new Chance(seed), 60, 0.2))
          .hasSizeBetween(60, 61)
          .allSatisfy(shard -> assertThat(shard).hasSizeGreaterThanOrEqualTo(6));
    }
  }
}

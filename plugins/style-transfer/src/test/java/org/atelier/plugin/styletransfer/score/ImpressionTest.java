package org.atelier.plugin.styletransfer.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImpressionTest {
  @Test
  void distancesAreSharesOfTheSquaredLength() {
    Impression shown = new Impression(new float[] {3, 4}, List.of(), "dots");
    Impression seen =
        new Impression(
            new float[] {3, 2}, List.of(new float[] {1, 0}, new float[] {0, 0, 3}), "dots");
    assertThat(seen.contentDistance(shown)).isCloseTo(4 / 25.0, within(1e-12));
    assertThat(shown.contentDistance(shown)).isZero();
    List<float[]> style = List.of(new float[] {0, 2}, new float[] {0, 0, 4});
    assertThat(seen.styleDistance(style)).isCloseTo((5 / 4.0 + 1 / 16.0) / 2, within(1e-12));
  }
}

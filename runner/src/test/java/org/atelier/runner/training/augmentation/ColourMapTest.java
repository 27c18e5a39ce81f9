package org.atelier.runner.training.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ColourMapTest {
  @Test
  void brightnessMultiplies() {
    assertColour(ColourMap.of(1.1, 1, 1, 0), 110, 55, 22);
  }

  @Test
  void contrastMovesAwayFromMiddleGrey() {
    // 127.5 + 1.2 * (colour - 127.5)
    assertColour(ColourMap.of(1, 1.2, 1, 0), 94.5f, 34.5f, 0);
  }

  @Test
  void withoutSaturationThereIsTheLuma() {
    // 0.299 * 100 + 0.587 * 50 + 0.114 * 20 = 61.53
    assertColour(ColourMap.of(1, 1, 0, 0), 61.53f, 61.53f, 61.53f);
    assertColour(ColourMap.of(1, 1, 0.5, 0), 80.765f, 55.765f, 40.765f);
  }

  @Test
  void aThirdOfTheColourCircleExchangesTheChannels() {
    assertColour(ColourMap.of(1, 1, 1, Math.toRadians(120)), 20, 100, 50);
  }

  @Test
  void aTurnOfTheHueKeepsGrey() {
    float[] grey = {80, 80, 80};
    ColourMap.of(1, 1, 1, 0.7).apply(grey, 1);
    assertThat(grey).containsExactly(new float[] {80 / 255f, 80 / 255f, 80 / 255f}, within(1e-6f));
  }

  @Test
  void whatIsTooBrightIsWhite() {
    assertColour(ColourMap.of(3, 1, 1, 0), 255, 150, 60);
  }

  /** Asserts what becomes of the colour (100, 50, 20). */
  private static void assertColour(ColourMap map, float red, float green, float blue) {
    float[] planes = {0, 100, 0, 50, 0, 20};
    map.apply(planes, 2);
    assertThat(new float[] {planes[1] * 255, planes[3] * 255, planes[5] * 255})
        .containsExactly(new float[] {red, green, blue}, within(1e-3f));
  }
}

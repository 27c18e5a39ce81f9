package org.atelier.plugin.classifier.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.atelier.api.result.RgbImage;
import org.junit.jupiter.api.Test;

class ClassMapTest {
  @Test
  void isStretchedOverTheImageBetweenTheMiddlesOfItsCells() {
    ClassMap map = new ClassMap(1, 2, new float[] {1, 4});

    // The middles of the cells lie at 1 and 3 of 4 pixels' edges: pixel middles at .5, 1.5, 2.5,
    // 3.5.
    assertThat(map.scaledTo(2, 4))
        .containsExactly(
            new float[] {.25f, .4375f, .8125f, 1, .25f, .4375f, .8125f, 1}, within(1e-6f));
  }

  @Test
  void isEmptyWhereNothingSpeaksForTheClass() {
    ClassMap map = new ClassMap(2, 2, new float[4]);

    assertThat(map.isEmpty()).isTrue();
    assertThat(map.scaledTo(3, 3)).containsOnly(0);
  }

  @Test
  void anOverlayIsGreyWhereTheMapIsLowAndColouredWhereItIsHigh() {
    byte[] planes = new byte[3 * 4];
    java.util.Arrays.fill(planes, (byte) 100);
    RgbImage overlay = Overlay.of(1, 4, planes, new ClassMap(1, 4, new float[] {0, 0, 0, 8}));

    assertThat(overlay.rgb(0, 0)).isEqualTo(0x646464);
    // 35 % of grey 100 and 65 % of (255, 215, 60).
    assertThat(overlay.rgb(0, 3)).isEqualTo((201 << 16) | (175 << 8) | 74);
  }
}

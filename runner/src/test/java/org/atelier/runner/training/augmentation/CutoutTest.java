package org.atelier.runner.training.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CutoutTest {
  private static final ImageSize SIZE = new ImageSize(3, 4);

  @Test
  void hidesASquareOfAllPlanes() {
    float[] planes = new float[3 * 12];
    new Cutout(1, 1, 2, 2).apply(planes, SIZE);
    for (int plane = 0; plane < 36; plane += 12) {
      assertThat(java.util.Arrays.copyOfRange(planes, plane, plane + 12))
          .containsExactly(0, 0, 0, 0, 0, .5f, .5f, 0, 0, .5f, .5f, 0);
    }
  }

  @Test
  void whatJutsOutIsCut() {
    float[] planes = new float[3 * 12];
    new Cutout(-1, 3, 2, 2).apply(planes, SIZE);
    assertThat(java.util.Arrays.copyOf(planes, 12))
        .containsExactly(0, 0, 0, .5f, 0, 0, 0, 0, 0, 0, 0, 0);
    new Cutout(2, -1, 2, 2).apply(planes, SIZE);
    assertThat(java.util.Arrays.copyOf(planes, 12))
        .containsExactly(0, 0, 0, .5f, 0, 0, 0, 0, .5f, 0, 0, 0);
  }
}

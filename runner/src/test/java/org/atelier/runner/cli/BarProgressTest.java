package org.atelier.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarProgressTest {
  private static final String NAME = "classify: epoch 3 of 20";
  private static final String NUMBERS = ProgressText.of(1024, 4096, "images", 4);

  @Test
  void givesTheBarTheRoomThatThereIs() {
    assertThat(BarProgress.line(NAME, 0.25, NUMBERS, 80))
        .isEqualTo(
            "classify: epoch 3 of 20 [===       ] 1,024 of 4,096 images, 256 images/s, 12 s left");
    assertThat(BarProgress.line(NAME, 0.25, NUMBERS, 90))
        .isEqualTo(
            "classify: epoch 3 of 20 [====             ] 1,024 of 4,096 images, 256 images/s, 12 s left")
        .hasSize(90);
  }

  @Test
  void leavesNothingOfALongerLineBefore() {
    assertThat(BarProgress.line(NAME, 1, NUMBERS, 120))
        .startsWith("classify: epoch 3 of 20 [==============================] 1,024 of 4,096")
        .endsWith("12 s left" + " ".repeat(17))
        .hasSize(120);
  }
}

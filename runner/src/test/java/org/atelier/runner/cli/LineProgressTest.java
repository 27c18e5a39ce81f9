package org.atelier.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.atelier.api.service.Progress;
import org.junit.jupiter.api.Test;

class LineProgressTest {
  private final AtomicLong now = new AtomicLong();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final TimeLeft timeLeft = new TimeLeft(now::get, 1);
  private final LineProgress progress =
      new LineProgress(new PrintStream(printed, true, StandardCharsets.UTF_8), now::get, timeLeft);

  @Test
  void saysSpeedAndTimeLeftEveryFewSeconds() {
    try (Progress.Task task = progress.start("classify: epoch 3 of 20", 4096, "images")) {
      for (int second = 1; second <= 12; second++) {
        pass(second);
        task.note("loss 2.31");
        task.advance(256);
      }
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
              classify: epoch 3 of 20: 1,280 of 4,096 images, 256 images/s, 11 s left; loss 2.31
              classify: epoch 3 of 20: 2,560 of 4,096 images, 256 images/s, 6.0 s left; loss 2.31
            """);
  }

  @Test
  void keepsQuietOverManyShortPieces() {
    for (int piece = 1; piece <= 9; piece++) {
      pass(piece);
      try (Progress.Task task = progress.start("piece " + piece, 10, "steps")) {
        task.advance(10);
      }
    }
    assertThat(printed.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
  }

  @Test
  void saysHowLongThePipelineWillTake() {
    timeLeft.runStarts(
        Map.of("classify", "classify", "evaluate", "evaluate"), Map.of("evaluate", 70.0));
    timeLeft.stageStarts("classify");
    pass(10);
    try (Progress.Task task =
        progress.of("classify").startPart("classify: epoch 3 of 5", 3, 5, 100, "images")) {
      pass(20);
      task.advance(50);
    }
    // Half an epoch took 10 s: two and a half take 50 s, and the evaluation took 70 s before.
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "  classify: epoch 3 of 5: 50 of 100 images, 5.0 images/s, 10 s left, 2 min 0 s left in all\n");
  }

  private void pass(int second) {
    now.set(second * 1_000_000_000L);
  }
}

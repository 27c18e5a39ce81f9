package org.atelier.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private final AtomicLong now = new AtomicLong();
  private final TimeLeft timeLeft = new TimeLeft(now::get);

  @Test
  void saysNothingWhereNothingIsKnown() {
    timeLeft.runStarts(Map.of("train", "train"), Map.of());
    timeLeft.stageStarts("train");
    assertThat(timeLeft.text()).isEmpty();
    assertThat(timeLeft.seconds()).isEmpty();
  }

  @Test
  void saysThatItIsMoreWhereOnlySomeStagesAreKnown() {
    timeLeft.runStarts(Map.of("train", "train", "test", "test"), Map.of("train", 30.0));
    timeLeft.stageStarts("train");
    pass(10);
    assertThat(timeLeft.text()).isEqualTo("more than 20 s left in all");
    assertThat(timeLeft.seconds()).isEmpty();
  }

  @Test
  void expectsOfARepetitionWhatOthersTook() {
    Map<String, String> stages = new LinkedHashMap<>();
    for (String seed : new String[] {"1", "2", "3"}) {
      stages.put("train[%s]".formatted(seed), "train");
    }
    timeLeft.runStarts(stages, Map.of("train[2]", 900.0));
    timeLeft.stageStarts("train[1]");
    pass(40);
    timeLeft.stageEnds(false, 40);
    assertThat(timeLeft.text()).isEqualTo("1 min 20 s left in all");
    timeLeft.stageStarts("train[2]");
    timeLeft.stageEnds(true, 0.1);
    assertThat(timeLeft.text()).isEqualTo("40 s left in all");
  }

  @Test
  void goesByThePartsOfAStageThatGoesOn() {
    timeLeft.runStarts(Map.of("train", "train"), Map.of("train", 900.0));
    timeLeft.stageStarts("train");
    pass(5);
    timeLeft.partDone(8, 10, 0);
    pass(25);
    timeLeft.partDone(9, 10, 0);
    assertThat(timeLeft.text()).isEqualTo("40 s left in all");
    timeLeft.partDone(9, 10, 1);
    timeLeft.partDone(9, 10, 0);
    assertThat(timeLeft.text()).isEqualTo("10 s left in all");
  }

  private void pass(int second) {
    now.set(second * 1_000_000_000L);
  }
}

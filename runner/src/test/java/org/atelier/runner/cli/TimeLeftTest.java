package org.atelier.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private final AtomicLong now = new AtomicLong();
  private final TimeLeft timeLeft = new TimeLeft(now::get, 1);

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
    timeLeft.stageEnds("train[1]", false, 40);
    assertThat(timeLeft.text()).isEqualTo("1 min 20 s left in all");
    timeLeft.stageStarts("train[2]");
    timeLeft.stageEnds("train[2]", true, 0.1);
    assertThat(timeLeft.text()).isEqualTo("40 s left in all");
  }

  @Test
  void goesByThePartsOfAStageThatGoesOn() {
    timeLeft.runStarts(Map.of("train", "train"), Map.of("train", 900.0));
    timeLeft.stageStarts("train");
    pass(5);
    timeLeft.partDone("train", 8, 10, 0);
    pass(25);
    timeLeft.partDone("train", 9, 10, 0);
    assertThat(timeLeft.text()).isEqualTo("40 s left in all");
    timeLeft.partDone("train", 9, 10, 1);
    timeLeft.partDone("train", 9, 10, 0);
    assertThat(timeLeft.text()).isEqualTo("10 s left in all");
  }

  @Test
  void countsNoTimeForWhatIsReused() {
    timeLeft.runStarts(
        Map.of("train", "train", "test", "test"), Map.of("train", 30.0, "test", 500.0));
    timeLeft.reuses("test");
    timeLeft.stageStarts("train");
    pass(10);
    assertThat(timeLeft.text()).isEqualTo("20 s left in all");
  }

  @Test
  void sharesTheTimeAmongStagesThatRunSideBySide() {
    TimeLeft two = new TimeLeft(now::get, 2);
    two.runStarts(Map.of("a", "a", "b", "b", "c", "c"), Map.of("a", 40.0, "b", 60.0, "c", 20.0));
    two.stageStarts("a");
    two.stageStarts("b");
    pass(10);
    assertThat(two.seconds()).as("30, 50 and 20 s by two").hasValue(50.0);
    two.stageEnds("a", false, 10);
    two.stageStarts("c");
    two.stageEnds("c", false, 0);
    assertThat(two.seconds()).as("the longest alone").hasValue(50.0);
  }

  private void pass(int second) {
    now.set(second * 1_000_000_000L);
  }
}

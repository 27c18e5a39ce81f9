package org.atelier.runner.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryTogetherTest {
  private final MemoryTogether memory = new MemoryTogether(OptionalLong.of(8_000_000_000L));

  @Test
  void warnsWhenAllThatRunTakeMoreThanThereIs() {
    assertThat(memory.expect("b", 5_000_000_000L)).isEmpty();
    assertThat(memory.expect("a", 4_500_000_000L))
        .hasValue(
            "warning: the stages that run side by side take about 9.5 GB of memory together (a: 4.5 GB,"
                + " b: 5.0 GB), but only 8.0 GB was free when the run began: a smaller --jobs takes"
                + " less");
  }

  @Test
  void countsOnlyWhatStillRuns() {
    memory.expect("a", 5_000_000_000L);
    memory.ended("a");
    assertThat(memory.expect("b", 5_000_000_000L)).isEmpty();
  }

  @Test
  void leavesToAStageWhatIsTooMuchForItAlone() {
    assertThat(memory.expect("a", 9_000_000_000L)).isEmpty();
    assertThat(memory.expect("a", 9_000_000_000L)).isEmpty();
  }

  @Test
  void saysNothingWhereItIsNotKnownWhatIsFree() {
    MemoryTogether unknown = new MemoryTogether(OptionalLong.empty());
    unknown.expect("a", 5_000_000_000L);
    assertThat(unknown.expect("b", 5_000_000_000L)).isEmpty();
  }
}

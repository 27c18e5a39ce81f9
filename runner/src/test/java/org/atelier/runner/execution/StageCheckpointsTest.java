package org.atelier.runner.execution;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDList;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageCheckpointsTest {
  @TempDir private Path cache;

  /** What a stage keeps. */
  private record Steps(int steps) {}

  @Test
  void aStageThatIsDoneGoesOnNowhere() throws Exception {
    try (StageCheckpoints stage =
        StageCheckpoints.of(
            new UnfinishedStages(cache), "key", cache.resolve("a"), reached -> {}, text -> {})) {
      stage.checkpoints().write("fit", "step 3 of 4", new Steps(3), new NDList());
      assertThat(stage.reached()).contains("step 3 of 4");
      stage.done();
      assertThat(stage.reached()).isEmpty();
    }
  }
}

package org.atelier.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTesterTest {
  @TempDir Path folder;

  @Test
  void tellsThatAPipelineIsWrong() {
    TestRun run = new PipelineTester(folder).run("stages: {a: {type: no-such-stage}}");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith(folder.resolve("test.yaml") + ":1:").contains("no-such-stage");
    assertThat(run.folder()).isEmpty();
  }
}

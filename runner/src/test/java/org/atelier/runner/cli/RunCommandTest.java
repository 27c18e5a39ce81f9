package org.atelier.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
  private static final String PIPELINE =
      """
      stages:
        twice: {type: double, of: count}
        count: {type: count, dataset: train}
      datasets:
        train: {type: dots, images: 6}
      """;

  @TempDir Path folder;
  private TestProgram program;

  @BeforeEach
  void makeProgram() {
    program = new TestProgram(folder);
  }

  @Test
  void runsStagesInOrderAndSaysWhatCameOfIt() throws IOException {
    program.write(PIPELINE);
    TestProgram.Outcome outcome = program.run();
    assertThat(outcome.exitCode()).isZero();
    Path run = program.runFolders().get(0);
    assertThat(outcome.out())
        .matches(
            Pattern.quote(
                    """

                    Results
                      stage  metric  value  95 % interval  baseline
                      count  count       6  5.5 to 6.5     0 (none)

                    Warnings
                      count: there are only 6 images

                    Done: 2 stages in""")
                + " [0-9.]+ s"
                + Pattern.quote(". Everything is in\n  " + run + "\n"));
    assertThat(outcome.err().replaceAll("[0-9.]+ s\\b", "# s"))
        .isEqualTo(
            """
            Pipeline test (%s)
            Stages   count, twice
            Engine   PyTorch 2.7.1 on cpu, 2 threads: this is a test
            Run      %s

            count (count), stage 1 of 2
              done in # s

            twice (double), stage 2 of 2
              done in # s
            """
                .formatted(folder.resolve("test.yaml"), run));
  }
}

package org.atelier.runner.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRunsTest {
  private static final String RECORD =
      """
      {
        "atelier": "1",
        "status": "running",
        "seconds": 1.5,
        "stages": [
          {
            "name": "a",
            "status": "done"
          }
        ]
      }
      """;

  @TempDir private Path all;

  private Path runs;
  private Path run;

  @BeforeEach
  void begin() throws IOException {
    runs = Files.createDirectory(all.resolve("test"));
    run = Files.createDirectory(runs.resolve("20260501-102030"));
    Files.createDirectories(run.resolve("stages/a"));
    Files.createDirectories(run.resolve("stages/.b.running/deep"));
    Files.writeString(run.resolve("stages/.b.running/deep/half.png"), "ha");
    Files.writeString(run.resolve(".run.json.1234.part"), "{");
    Files.writeString(run.resolve("run.json"), RECORD);
  }

  @Test
  void aRunWhoseProcessEndedIsCalledKilledAndKeepsWhatIsWhole() throws IOException {
    Files.createFile(run.resolve(".running"));

    KilledRuns.putInOrder(runs);

    assertThat(run.resolve("run.json")).hasContent(RECORD.replace("running", "killed"));
    assertThat(run.resolve("stages")).isDirectoryNotContaining("glob:**/.*");
    assertThat(run.resolve("stages/a")).isDirectory();
    assertThat(run).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void aRunThatGoesOnIsLeftAlone() throws IOException {
    try (RunMark mark = RunMark.set(run)) {
      KilledRuns.putInOrder(runs);

      assertThat(run.resolve("run.json")).hasContent(RECORD);
      assertThat(run.resolve("stages/.b.running/deep/half.png")).exists();
      assertThat(run.resolve(".running")).exists();
      mark.remove();
    }
    assertThat(run.resolve(".running")).doesNotExist();
  }

  @Test
  void aRunThatEndedButForItsMarkKeepsItsStatus() throws IOException {
    Files.createFile(run.resolve(".running"));
    Files.writeString(run.resolve("run.json"), RECORD.replace("\"running\"", "\"done\""));

    KilledRuns.putInOrder(runs);

    assertThat(run.resolve("run.json")).content().contains("\"status\": \"done\",\n  \"seconds\"");
    assertThat(run.resolve(".running")).doesNotExist();
  }

  @Test
  void aRunThatWasKilledBeforeItsRecordIsCleanedToo() throws IOException {
    Files.createFile(run.resolve(".running"));
    Files.delete(run.resolve("run.json"));

    KilledRuns.putInOrder(runs);

    assertThat(run).isDirectoryNotContaining("glob:**/.*");
    assertThat(run.resolve("run.json")).doesNotExist();
  }

  @Test
  void findsTheRunsOfAllPipelines() throws IOException {
    Files.createFile(run.resolve(".running"));

    KilledRuns.putAllInOrder(all);

    assertThat(run.resolve("run.json")).hasContent(RECORD.replace("running", "killed"));
  }

  @Test
  void thereMayBeNoRunsAtAll() {
    KilledRuns.putInOrder(runs.resolve("none"));
    assertThat(runs.resolve("none")).doesNotExist();
  }
}

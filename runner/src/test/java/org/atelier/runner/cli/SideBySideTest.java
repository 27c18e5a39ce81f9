package org.atelier.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.atelier.runner.output.Folders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages that run side by side, each in a process of its own. */
class SideBySideTest {
  private static final String PIPELINE =
      """
      stages:
        count: {type: count, dataset: {type: frail}}
        again: {type: count, dataset: {type: dots, images: 6}, matrix: {epochs: [1, 2]}}
        twice: {type: double, of: count}
      """;

  @TempDir Path folder;
  private TestProgram program;

  @BeforeEach
  void makeProgram() throws IOException {
    program = new TestProgram(folder).packed("1.1.0");
  }

  @Test
  void givesTheResultsOfOneAfterTheOther() throws IOException {
    program.write(PIPELINE);
    assertThat(program.run().exitCode()).isZero();
    Path one = program.runFolder();
    Folders.delete(program.cache());

    TestProgram.Outcome outcome = program.run("--jobs", "3");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains("\ntwice (double), stage 4 of 4\n  runs: it never ran before\n")
        .containsPattern("\n  twice: done in [0-9.]+ s\n")
        .doesNotContain("null");
    Path three = program.runFolders().get(1);
    assertThat(stages(three)).isEqualTo(stages(one));
    for (String file :
        List.of(
            "count/metrics.json", "again[1]/seed.txt", "again[2]/output.json", "twice/copy.txt")) {
      assertThat(three.resolve("stages").resolve(file))
          .hasSameBinaryContentAs(one.resolve("stages").resolve(file));
    }
    assertThat(Files.readString(three.resolve("atelier.log")))
        .contains("count: INFO  [main]", "stage count is done after");
    assertThat(program.run("--jobs", "2").err())
        .as("the next run reuses them")
        .contains("twice (double), stage 4 of 4\n  reused: nothing changed since");
  }

  @Test
  void namesTheStageOfEachEvent() throws IOException {
    program.write(PIPELINE);
    TestProgram.Outcome outcome = program.run("--jobs", "2", "--json");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    List<String> working = new ArrayList<>();
    for (String line : outcome.out().lines().toList()) {
      JsonNode event = new ObjectMapper().readTree(line);
      if (event.get("event").asText().equals("progress")) {
        assertThat(event.get("work").asText()).isEqualTo("counting");
        working.add(event.get("stage").asText());
      }
    }
    assertThat(working).containsExactlyInAnyOrder("count", "again[1]", "again[2]");
  }

  @Test
  void tellsOfEveryFailureAndLetsTheOthersEnd() throws IOException {
    program.write(
        """
        stages:
          dry: {type: trouble, kind: user}
          lost: {type: trouble, kind: missing}
          count: {type: count, dataset: {type: dots}}
        """);
    TestProgram.Outcome outcome = program.run("--jobs", "2", "--quiet");
    assertThat(outcome.exitCode()).isEqualTo(1);
    Path run = program.runFolder();
    assertThat(outcome.err())
        .isEqualTo(
            """

            The stage 'dry' (trouble) failed: the paint is dry
              To mend it: buy new paint

            The stage 'lost' (trouble) failed: a file cannot be read or written: /nowhere/a.png: there is no such file or folder
              To mend it: check that it is there and that you may read and write it
              Then run again: atelier run %s --runs %s --plugins %s --jobs 2 --quiet
              Partial files: %s
              Partial files: %s
              Log: %s
            """
                .formatted(
                    folder.resolve("test.yaml"),
                    program.runs(),
                    folder.resolve("plugins"),
                    run.resolve("stages/dry.failed"),
                    run.resolve("stages/lost.failed"),
                    run.resolve("atelier.log")));
    JsonNode record = new ObjectMapper().readTree(run.resolve("run.json").toFile());
    assertThat(record.get("failures").findValuesAsText("stage")).containsExactly("dry", "lost");
    assertThat(record.get("stages").findValuesAsText("status")).containsExactly("failed", "failed");
    assertThat(record.get("waiting").findValuesAsText("name")).containsExactly("count");
  }

  @Test
  void tellsOfAProcessThatEndsAllAtOnce() throws IOException {
    program.write("stages: {dies: {type: trouble, kind: death}}");
    TestProgram.Outcome outcome = program.run("--jobs", "2", "--quiet");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains(
            "The stage 'dies' (trouble) failed: its process ended all at once (exit code 77)\n",
            "look for the cause at the end of the log; if memory ran out, let fewer stages run at"
                + " a time, with a smaller --jobs\n");
    assertThat(program.runFolder().resolve("stages/dies.failed/partial.txt")).exists();
  }

  @Test
  void wantsOneJobAtLeast() throws IOException {
    program.write(PIPELINE);
    assertThat(program.run("--jobs", "0").err())
        .isEqualTo(
            """
            --jobs 0: it takes a number from 1
              To mend it: give 1 for one after the other
            """);
  }

  /** Returns what is recorded of the stages, but for the times. */
  private static List<String> stages(Path run) throws IOException {
    List<String> stages = new ArrayList<>();
    for (JsonNode stage :
        new ObjectMapper().readTree(run.resolve("run.json").toFile()).get("stages")) {
      ((com.fasterxml.jackson.databind.node.ObjectNode) stage).remove(List.of("seconds", "reason"));
      stages.add(stage.toString());
    }
    return stages;
  }
}

package org.atelier.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReuseTest {
  private static final String PIPELINE =
      """
      stages:
        count: {type: count, dataset: train}
        twice: {type: double, of: count}
        lines: {type: read, file: lines.txt}
      datasets:
        train: {type: dots, images: 6}
      """;

  private static final String UNCHANGED = "reused: nothing changed since 2026-05-01 at 10:20:30Z";

  @TempDir Path folder;
  private TestProgram program;

  @BeforeEach
  void makeProgram() throws IOException {
    program = new TestProgram(folder).packed("1.1.0");
    program.write(PIPELINE);
    Files.writeString(folder.resolve("lines.txt"), "one\ntwo\n");
  }

  @Test
  void runsWhatNeverRanAndReusesWhatDidNotChange() throws IOException {
    assertThat(run())
        .isEqualTo(
            Map.of(
                "count", "runs: it never ran before",
                "twice", "runs: it never ran before",
                "lines", "runs: it never ran before"));
    TestProgram.Outcome again = program.run();
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err())
        .contains(
            """

            count (count), stage 1 of 3
              reused: nothing changed since 2026-05-01 at 10:20:30Z

            twice (double), stage 2 of 3
              reused: nothing changed since 2026-05-01 at 10:20:30Z
            """);
    assertThat(again.out())
        .contains(
            "  count  count       6  5.5 to 6.5     0 (none)", "count: there are only 6 images");
    List<Path> runs = program.runFolders();
    for (String file :
        List.of(
            "stages/count/output.json",
            "stages/count/metrics.json",
            "stages/count/images.csv",
            "stages/twice/copy.txt",
            "stages/twice/stage.json")) {
      assertThat(runs.get(1).resolve(file)).hasSameBinaryContentAs(runs.get(0).resolve(file));
    }
  }

  @Test
  void runsOnlyTheLastStageIfOnlyThatChanged() throws IOException {
    program.write(PIPELINE.replace("lines: {type", "last: {type"));
    run();
    program.write(PIPELINE.replace("lines: {type", "last: {seed: 9, type"));
    assertThat(run())
        .isEqualTo(
            Map.of(
                "count", UNCHANGED,
                "twice", UNCHANGED,
                "last", "runs: the seed changed from 2326 to 9"));
  }

  @Test
  void saysWhichSettingChanged() throws IOException {
    run();
    assertThat(run("--set", "stages.count.epochs=20"))
        .isEqualTo(
            Map.of(
                "count", "runs: setting epochs changed from 1 to 20",
                "twice", "runs: the result of stage count changed",
                "lines", UNCHANGED));
    assertThat(run().values()).containsOnly(UNCHANGED);
  }

  @Test
  void saysWhichDataChanged() throws IOException {
    run();
    assertThat(run("--set", "datasets.train.images=7"))
        .containsEntry(
            "count",
            "runs: setting datasets.train.images changed from 6 to 7; the images of datasets.train"
                + " changed");
  }

  @Test
  void saysThatAFileChanged() throws IOException {
    run();
    Files.setLastModifiedTime(folder.resolve("lines.txt"), FileTime.from(Instant.EPOCH));
    assertThat(run().values()).containsOnly(UNCHANGED);
    Files.writeString(folder.resolve("lines.txt"), "one\nsix\n");
    assertThat(run())
        .isEqualTo(
            Map.of(
                "count", UNCHANGED,
                "twice", UNCHANGED,
                "lines", "runs: what is in the file or folder of file changed"));
  }

  @Test
  void saysWhichPluginReplacesWhich() throws IOException {
    run();
    program.packed("1.2.0");
    assertThat(run())
        .isEqualTo(
            Map.of(
                "count", "runs: plugin sample 1.2.0 replaces 1.1.0",
                "twice",
                    "runs: plugin sample 1.2.0 replaces 1.1.0; the result of stage count changed",
                "lines", "runs: plugin sample 1.2.0 replaces 1.1.0"));
  }

  @Test
  void runsAgainWhatIsAskedFor() throws IOException {
    run();
    assertThat(run("--force").values()).containsOnly("runs: --force asks for it");
    assertThat(run("--from", "count"))
        .isEqualTo(
            Map.of(
                "count", "runs: --from count asks for it",
                "twice", "runs: --from count asks for it",
                "lines", UNCHANGED));
    assertThat(run("--to", "count")).isEqualTo(Map.of("count", UNCHANGED));
    assertThat(run("--to", "twice", "--from", "twice"))
        .isEqualTo(Map.of("count", UNCHANGED, "twice", "runs: --from twice asks for it"));
    assertThat(run("--only", "twice", "--force"))
        .isEqualTo(Map.of("count", UNCHANGED, "twice", "runs: --force asks for it"));
  }

  @Test
  void usesNothingOfEarlierWorkForWhatIsAskedFor() throws IOException {
    program.write("stages: {halts: {type: trouble, kind: halfway}}");
    assertThat(program.run().err()).contains("half is done");
    TestProgram.Outcome forced = program.run("--force", "--from", "halts");
    assertThat(forced.err()).contains("half is done").contains("Then run again: atelier run");
    assertThat(forced.err()).doesNotContain("--force --").doesNotContain("--from");
    assertThat(program.run().exitCode()).as("goes on with what the forced run did").isZero();
    assertThat(program.run("--force").err()).contains("half is done");
    assertThat(program.run("--quiet").exitCode()).as("does the other half").isZero();
  }

  @Test
  void runsNothingElseForOneStage() throws IOException {
    TestProgram.Outcome outcome = program.run("--only", "twice", "--quiet");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains(
            "The run failed: --only twice: it depends on stages that have no result to reuse:"
                + " count (it never ran before)\n",
            "To mend it: give the same command with '--to twice' instead of '--only twice': then"
                + " these run too\n");
  }

  @Test
  void knowsTheStagesOfThePipeline() throws IOException {
    TestProgram.Outcome outcome = program.run("--from", "cuont");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            """
            --from cuont: the pipeline has no stage of that name
              To mend it: name one of its stages: count, twice, lines
            """);
    assertThat(program.run("--only", "count", "--to", "twice").err())
        .isEqualTo(
            """
            --only goes with neither --from nor --to
              To mend it: leave one of the options out
            """);
    assertThat(program.runs()).doesNotExist();
  }

  @Test
  void plansWithoutRunning() throws IOException {
    run();
    TestProgram.Outcome outcome = program.plan("--set", "stages.twice.seed=5");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .isEqualTo(
            """
            test (%s): 3 stages, seed 2326, engine auto, device auto

            1. count: count -> Counted
                 reused: nothing changed since 2026-05-01 at 10:20:30Z
                 dataset <- datasets.train: dots

            2. twice: double -> Counted
                 runs: the seed changed from 2326 to 5
                 of <- Counted of stage count

            3. lines: read -> Counted
                 reused: nothing changed since 2026-05-01 at 10:20:30Z
            """
                .formatted(folder.resolve("test.yaml")));
    assertThat(program.runFolders()).hasSize(1);
    assertThat(program.run("--dry-run", "--set", "stages.twice.seed=5").out())
        .isEqualTo(outcome.out());
  }

  @Test
  void plansWhatCannotBeToldYet() throws IOException {
    program.write("stages: {c: {type: count, dataset: {type: frail, lost: true}}}");
    TestProgram.Outcome outcome = program.plan();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .endsWith(
            """
            It cannot be told which stages would run: the image is lost
              To mend it: look for it
            """);
    assertThat(program.run("--dry-run", "--json").out())
        .isEqualTo(
            """
            {"event":"stage-planned","stage":"c","type":"count","number":1,"total":1}
            {"event":"obstacle","message":"the image is lost","remedy":"look for it"}
            """);
  }

  @Test
  void trustsNoResultThatWasChanged() throws IOException {
    run();
    Path result = program.runFolder().resolve("stages/count/seed.txt");
    Files.writeString(result, "4");
    assertThat(program.plan().out())
        .contains("runs: seed.txt of its kept result was changed or damaged");
    assertThat(run("--set", "stages.twice.seed=5"))
        .containsEntry("count", "runs: seed.txt of its kept result was changed or damaged");
    assertThat(run()).containsEntry("count", UNCHANGED);
  }

  @Test
  void readsKeptResultsAgainIfToldTo() throws IOException {
    run();
    Path result = program.runFolder().resolve("stages/lines/copy.txt");
    FileTime time = Files.getLastModifiedTime(result);
    Files.writeString(result, "two\none\n");
    Files.setLastModifiedTime(result, time);
    assertThat(run()).containsEntry("lines", UNCHANGED);
    assertThat(run("--verify"))
        .containsEntry("lines", "runs: copy.txt of its kept result was changed or damaged");
  }

  @Test
  void runsAgainWhatIsNoLongerKept() throws IOException {
    run();
    org.atelier.runner.output.Folders.delete(program.cache().resolve("stages"));
    assertThat(run().values()).containsOnly("runs: its result is no longer in the cache");
  }

  @Test
  void keepsNoResultOfAFailedStage() throws IOException {
    program.write("stages: {t: {type: trouble, kind: user}}");
    assertThat(program.run().exitCode()).isEqualTo(1);
    assertThat(program.run().err()).contains("runs: it never ran before");
    assertThat(program.cache().resolve("stages")).doesNotExist();
  }

  /** Runs and returns what became of each stage. */
  private Map<String, String> run(String... options) throws IOException {
    List<Path> before = Files.exists(program.runs()) ? program.runFolders() : List.of();
    TestProgram.Outcome outcome = program.run(options);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Path made =
        program.runFolders().stream()
            .filter(run -> !before.contains(run))
            .findFirst()
            .orElseThrow();
    JsonNode stages = new ObjectMapper().readTree(made.resolve("run.json").toFile()).get("stages");
    Map<String, String> decisions = new LinkedHashMap<>();
    stages.forEach(
        stage ->
            decisions.put(
                stage.get("name").asText(),
                (stage.get("reused").asBoolean() ? "reused: " : "runs: ")
                    + stage.get("reason").asText()));
    try (Stream<Path> hidden = Files.list(made.resolve("stages"))) {
      assertThat(hidden.filter(path -> path.getFileName().toString().startsWith("."))).isEmpty();
    }
    return decisions;
  }
}

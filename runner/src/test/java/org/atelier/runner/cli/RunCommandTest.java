package org.atelier.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {
  private static final String PIPELINE =
      """
      stages:
        twice: {type: double, of: count}
        count: {type: count, dataset: train}
      datasets:
        train: {type: dots, images: 6}
      """;

  private static final String PLUGIN =
      "This is a fault in the plugin org.atelier.runner.sample.SamplePlugin.";
  private static final String REPORT = "report it to the plugin's author, with the log file";

  private static final String UNSEEN =
      "plugin org.atelier.runner.sample.SamplePlugin is on the class path, where a change of it"
          + " would go unseen";

  @TempDir Path folder;
  private TestProgram program;

  @BeforeEach
  void makeProgram() {
    program = new TestProgram(folder);
  }

  @Test
  void showsRepetitionsTogetherAndKeepsThemApart() throws IOException {
    program.write(
        """
        stages:
          count: {type: count, dataset: train, matrix: {epochs: [1, 2], seed: [3, 4]}}
          twice: {type: double, of: count}
        datasets:
          train: {type: dots, images: 6}
        """);
    TestProgram.Outcome outcome = program.run();
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Path stages = program.runFolder().resolve("stages");
    assertThat(outcome.out())
        .startsWith(
            """

            Results

              count
              epochs    seed  count
              1         3     6 (5.5 to 6.5)
              1         4     6 (5.5 to 6.5)
              2         3     6 (5.5 to 6.5)
              2         4     6 (5.5 to 6.5)
              baseline        0 (none)

            Warnings
              count (4 repetitions): there are only 6 images

            Done: 8 stages in""");
    assertThat(outcome.err())
        .contains("Stages   count (4 repetitions), twice (4 repetitions)\n")
        .contains("\ntwice[2,4] (double), stage 8 of 8\n");
    assertThat(seedOf(stages, "count[1,3]"))
        .isEqualTo(seedOf(stages, "count[2,3]"))
        .isEqualTo(Files.readString(stages.resolve("twice[1,3]").resolve("copy.txt")))
        .isNotEqualTo(seedOf(stages, "count[1,4]"));
    assertThat(program.runFolder().resolve("run.json"))
        .content()
        .containsIgnoringWhitespaces("\"matrix\": {\"epochs\": \"2\", \"seed\": \"4\"}");
  }

  private static String seedOf(Path stages, String stage) throws IOException {
    return Files.readString(stages.resolve(stage).resolve("seed.txt"));
  }

  @Test
  void runsStagesInOrderAndSaysWhatCameOfIt() throws IOException {
    program.write(PIPELINE);
    TestProgram.Outcome outcome = program.run();
    assertThat(outcome.exitCode()).isZero();
    Path run = program.runFolder();
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
                + Pattern.quote(
                    ". Everything is in\n  "
                        + run
                        + "\nOpen report.html there to see it on one page.\n"));
    assertThat(outcome.err().replaceAll("[0-9.]+ s\\b", "# s"))
        .isEqualTo(
            """
            Pipeline test (%s)
            Stages   count, twice
            Engine   PyTorch 2.1.1 on cpu, 2 threads: this is a test
            Run      %s

            count (count), stage 1 of 2
              runs: %s
              done in # s

            twice (double), stage 2 of 2
              runs: %s
              done in # s
            """
                .formatted(folder.resolve("test.yaml"), run, UNSEEN, UNSEEN));
  }

  @Test
  void tellsProgramsOfEachEventInALine() throws IOException {
    program.write(PIPELINE);
    TestProgram.Outcome outcome = program.run("--json");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    List<JsonNode> events = new ArrayList<>();
    for (String line : outcome.out().lines().toList()) {
      events.add(new ObjectMapper().readTree(line));
    }
    assertThat(events.stream().map(event -> event.path("event").asText()))
        .containsExactly(
            "run-started",
            "stage-started",
            "progress",
            "stage-ended",
            "stage-started",
            "stage-ended",
            "run-ended");
    assertThat(events.get(0).path("stages")).hasToString("[\"count\",\"twice\"]");
    assertThat(events.get(2).path("work").asText()).isEqualTo("counting");
    assertThat(events.get(2).path("done").asInt()).isEqualTo(6);
    assertThat(events.get(3).at("/metrics/0/value").asDouble()).isEqualTo(6);
    assertThat(events.get(3).path("warnings")).hasToString("[\"there are only 6 images\"]");
    assertThat(events.get(6).path("status").asText()).isEqualTo("done");
    assertThat(events.get(6).path("folder").asText()).isEqualTo(program.runFolder().toString());
  }

  @Test
  void makesAPageOfARunAndOneOfSeveral() throws IOException {
    program.write(PIPELINE);
    program.run();
    Path first = program.runFolder();
    assertThat(first.resolve("report.html"))
        .content()
        .contains("\"count\"", "there are only 6 images");
    program.run("--set", "datasets.train.images=7");
    Path second = program.runFolders().get(1);
    Path page = folder.resolve("pages").resolve("both.html");
    TestProgram.Outcome both =
        program.execute("report", first.toString(), second.toString(), "--out", page.toString());
    assertThat(both.exitCode()).as(both.err()).isZero();
    assertThat(both.out()).isEqualTo(page + "\n");
    assertThat(page).content().contains("2 runs of test", first.getFileName().toString());
    TestProgram.Outcome none = program.execute("report", folder.toString());
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err())
        .contains("%s is no folder of a run: there is no run.json in it".formatted(folder));
  }

  @Test
  void leavesWholeFilesOnly() throws IOException {
    program.write(PIPELINE);
    program.run();
    Path run = program.runFolder();
    assertThat(run.getFileName()).hasToString("20260501-102030");
    try (Stream<Path> files = Files.walk(run)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> run.relativize(file).toString()))
          .containsExactlyInAnyOrder(
              "pipeline.yaml",
              "report.html",
              "run.json",
              "atelier.log",
              "stages/count/seed.txt",
              "stages/count/images.csv",
              "stages/count/metrics.json",
              "stages/count/report/images-table.json",
              "stages/count/output.json",
              "stages/count/stage.json",
              "stages/twice/copy.txt",
              "stages/twice/metrics.json",
              "stages/twice/output.json",
              "stages/twice/stage.json");
    }
    assertThat(run.resolve("stages/twice/output.json"))
        .hasContent("{\n  \"count\": 12,\n  \"file\": \"copy.txt\"\n}\n");
    assertThat(run.resolve("atelier.log"))
        .content()
        .contains("stage count (count) begins", "stage twice is done after");
  }

  @Test
  void recordsHowTheRunCameAbout() throws IOException {
    program.write(PIPELINE);
    program.run("--set", "seed=7");
    JsonNode record = record(program.runFolder());
    assertThat(record.get("status").asText()).isEqualTo("done");
    assertThat(record.get("pipeline").asText()).isEqualTo("test");
    assertThat(record.get("seed").asInt()).isEqualTo(7);
    assertThat(record.get("started").asText()).isEqualTo("2026-05-01T10:20:30Z");
    assertThat(record.get("command").asText())
        .isEqualTo(
            "atelier run %s --runs %s --set seed=7"
                .formatted(folder.resolve("test.yaml"), program.runs()));
    assertThat(record.get("engine"))
        .hasToString(
            "{\"name\":\"PyTorch\",\"version\":\"2.1.1\",\"natives\":\"2.1.1-cpu-linux-x86_64\","
                + "\"djl\":\"0.27.0\",\"device\":\"cpu\",\"threads\":2,\"safeMode\":false,"
                + "\"reason\":\"this is a test\"}");
    assertThat(record.at("/plugins/0/name").asText())
        .isEqualTo("org.atelier.runner.sample.SamplePlugin");
    assertThat(record.get("datasets"))
        .hasToString(
            "{\"datasets.train\":{\"fingerprint\":\"fingerprint6\",\"images\":6,\"classes\":2}}");
    assertThat(record.at("/stages/0/name").asText()).isEqualTo("count");
    assertThat(record.at("/stages/0/folder").asText()).isEqualTo("stages/count");
    assertThat(record.at("/stages/0/settings/dataset").asText()).isEqualTo("train");
    assertThat(record.at("/stages/1/inputs")).hasToString("[\"count\"]");
    assertThat(record.at("/stages/0/metrics/0/value").asDouble()).isEqualTo(6);
    assertThat(record.at("/java/version").asText()).isEqualTo(System.getProperty("java.version"));
    assertThat(record.at("/system/processors").asInt()).isPositive();
    assertThat(record.get("failures")).isEmpty();
  }

  @Test
  void givesRunsOfOneSecondFoldersOfTheirOwn() throws IOException {
    program.write(PIPELINE);
    program.run();
    program.run();
    program.run();
    assertThat(program.runFolders())
        .extracting(run -> run.getFileName().toString())
        .containsExactly("20260501-102030", "20260501-102030-2", "20260501-102030-3");
  }

  @Test
  void runsTheResolvedPipelineAgainWithTheSameResult() throws IOException {
    program.write(PIPELINE);
    program.run("--set", "datasets.train.images=9", "--epochs", "3");
    Path first = program.runFolder();
    TestProgram.Outcome again =
        program.execute(
            "run", first.resolve("pipeline.yaml").toString(), "--runs", program.runs().toString());
    assertThat(again.exitCode()).isZero();
    Path second = program.runFolders().get(1);
    for (String file :
        List.of(
            "pipeline.yaml",
            "stages/count/seed.txt",
            "stages/count/metrics.json",
            "stages/twice/output.json")) {
      assertThat(second.resolve(file)).hasSameTextualContentAs(first.resolve(file));
    }
    assertThat(first.resolve("pipeline.yaml")).content().contains("epochs: 3", "images: 9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          user        | the paint is dry | - | buy new paint
          refusal     | this kind is not sold here | - | ask for another
          fault       | java.lang.IllegalStateException: not today | PLUGIN | REPORT
          constructor | stages.t (trouble) cannot be made: java.lang.IllegalStateException: not today | PLUGIN | REPORT
          full        | no space left on the disk that holds RUN | - | free some space there, or choose another disk: --runs DIR for runs, ATELIER_CACHE for the cache
          missing     | a file cannot be read or written: /nowhere/a.png: there is no such file or folder | - | check that it is there and that you may read and write it
          memory      | out of memory (the Java heap may take HEAP MB): java.lang.OutOfMemoryError: Java heap space | - | use a smaller batch-size or image-size, or a machine with more memory
          nothing     | stages.t (trouble) put out nothing instead of a org.atelier.runner.sample.SamplePlugin$Counted | PLUGIN | REPORT
          elsewhere   | stages.t (trouble) put out what cannot be kept: org.atelier.runner.sample.SamplePlugin$Counted cannot be written as JSON: the path /nowhere/a.txt lies outside of the stage's folder RUN/stages/.t.running | PLUGIN | REPORT
          absent      | stages.t (trouble) put out what cannot be kept: org.atelier.runner.sample.SamplePlugin$Counted cannot be written as JSON: the path RUN/stages/.t.running/a.txt does not exist | PLUGIN | REPORT
          naming      | stages.t (trouble) reports a result named '../../evil', which is not lower case words joined by hyphens | PLUGIN | REPORT
          contract    | stages.t (trouble) reads too little | PLUGIN | REPORT
          linkage     | the class some.Library is in neither the plugin nor the runner | PLUGIN | build the plugin with atelier-plugin-parent and the missing library as a dependency, so that its jar carries it
          """)
  void saysWhatHappenedAndHowToGoOn(String kind, String message, String blame, String remedy)
      throws IOException {
    program.write(
        "stages: {t: {type: trouble, kind: %s}, u: {type: trouble, kind: %s}}"
            .formatted(kind, kind));
    TestProgram.Outcome outcome = program.run("--quiet");
    Path run = program.runFolder();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo(
            """

            The stage 't' (trouble) failed: %s
            %s  To mend it: %s
              Then run again: atelier run %s --runs %s --quiet
              Partial files: %s/stages/t.failed
              Log: %s/atelier.log
            """
                .formatted(
                    message
                        .replace("RUN", run.toString())
                        .replace("HEAP", Long.toString(Runtime.getRuntime().maxMemory() >> 20)),
                    blame == null ? "" : "  " + PLUGIN + "\n",
                    remedy.equals("REPORT") ? REPORT : remedy,
                    folder.resolve("test.yaml"),
                    program.runs(),
                    run,
                    run));
    assertThat(record(run).get("status").asText()).isEqualTo("failed");
    assertThat(record(run).at("/failures/0/stage").asText()).isEqualTo("t");
    assertThat(record(run).at("/waiting/0/name").asText()).isEqualTo("u");
    assertThat(run.resolve("stages/t")).doesNotExist();
    assertThat(run.resolve("stages/t.failed")).isDirectory();
    assertThat(run.resolve("atelier.log")).content().contains("stage t failed", "\tat ");
  }

  @Test
  void runsNoStageAfterOneThatFailed() throws IOException {
    program.write(
        """
        stages:
          first: {type: trouble, kind: user}
          second: {type: double, of: first}
        """);
    program.run();
    assertThat(program.runFolder().resolve("stages"))
        .isDirectoryContaining(file -> file.endsWith("first.failed"))
        .isDirectoryNotContaining(file -> file.toString().contains("second"));
  }

  @Test
  void opensAllDatasetsBeforeTheFirstStage() throws IOException {
    program.write(
        """
        stages:
          long: {type: count, dataset: train}
          short: {type: count, dataset: test}
        datasets:
          train: {type: dots}
          test: {type: frail, lost: true}
        """);
    TestProgram.Outcome outcome = program.run("--quiet");
    Path run = program.runFolder();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .isEqualTo(
            """

            The run failed: the image is lost
              To mend it: look for it
              Then run again: atelier run %s --runs %s --quiet
              Log: %s/atelier.log
            """
                .formatted(folder.resolve("test.yaml"), program.runs(), run));
    assertThat(run.resolve("stages")).isEmptyDirectory();
  }

  @Test
  void opensNoDatasetThatNoStageUses() throws IOException {
    program.write(PIPELINE + "  spare: {type: frail, lost: true}\n");
    assertThat(program.run("--quiet").exitCode()).isZero();
  }

  @Test
  void tellsADatasetsWarningWithTheStageThatUsesIt() throws IOException {
    program.write(
        """
        datasets:
          train: {type: dots}
          test: {type: frail}
        stages:
          first: {type: count, dataset: train}
          second: {type: count, dataset: test}
          third: {type: count, dataset: test}
        """);
    program.run("--quiet");
    JsonNode stages = record(program.runFolder()).get("stages");
    assertThat(stages.at("/0/warnings")).hasToString("[\"there are only 4 images\"]");
    assertThat(stages.at("/1/warnings"))
        .hasToString("[\"there is but one image\",\"there are only 1 images\"]");
    assertThat(stages.at("/2/warnings")).hasToString("[\"there are only 1 images\"]");
  }

  @Test
  void tellsThatTheRunFolderCannotBeMade() throws IOException {
    program.write(PIPELINE);
    Path file = Files.writeString(folder.resolve("file"), "");
    TestProgram.Outcome outcome =
        program.execute(
            "run",
            folder.resolve("test.yaml").toString(),
            "--runs",
            file.resolve("runs").toString());
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo(
            """
            the run folder cannot be made in %s/runs/test (%s: Not a directory)
              To mend it: choose a folder that you may write to with --runs DIR
            """
                .formatted(file, file.resolve("runs")));
  }

  @Test
  void tellsThatTheDiskIsFull() throws IOException, InterruptedException {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(succeeds("mount", "-t", "tmpfs", "-o", "size=40k", "none", disk.toString()))
        .as("may mount a small disk")
        .isTrue();
    try {
      program.write("stages: {c: {type: count, dataset: {type: dots, images: 100000}}}");
      Files.write(disk.resolve("ballast"), new byte[24 * 1024]);
      TestProgram.Outcome outcome =
          program.execute(
              "run", folder.resolve("test.yaml").toString(), "--runs", disk.toString(), "--quiet");
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.err())
          .startsWith(
              "\nThe stage 'c' (count) failed: no space left on the disk that holds " + disk)
          .contains(
              "To mend it: free some space there, or choose another disk: --runs DIR for runs, ATELIER_CACHE for the cache")
          .doesNotContain("\tat ");
    } finally {
      succeeds("umount", disk.toString());
    }
  }

  @Test
  void promisesNoReportThatDoesNotFitOnTheDisk() throws IOException, InterruptedException {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(succeeds("mount", "-t", "tmpfs", "-o", "size=512k", "none", disk.toString()))
        .as("may mount a small disk")
        .isTrue();
    try {
      Path file = program.write(PIPELINE);
      TestProgram.Outcome outcome =
          program.execute("run", file.toString(), "--runs", disk.toString());
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.out()).contains("Everything is in").doesNotContain("report.html");
      assertThat(outcome.err())
          .contains("\nThere is no report: no space left on the disk that holds " + disk);
    } finally {
      succeeds("umount", disk.toString());
    }
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void tellsAllProblemsOfTheFileAndRunsNothing() throws IOException {
    Path file =
        program.write(
            """
            stages:
              count: {type: count, dataset: train, epoch: 2}
            datasets:
              train: {type: dots, images: 0}
            """);
    TestProgram.Outcome outcome = program.run();
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith(
            file
                + ":2:40: stages.count.epoch: unknown setting; did you mean 'epochs'?"
                + " (count takes: dataset, epochs)\n"
                + file
                + ":4:31: datasets.train.images: ")
        .endsWith("2 problems\n");
    assertThat(program.runs()).doesNotExist();
  }

  @Test
  void makesNoRunFolderForADeviceThatIsNotThere() throws IOException {
    program.write(PIPELINE);
    TestProgram.Outcome outcome = program.run("--device", "gpu");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo("device: there is no GPU.\n  To mend it: Use 'device: cpu'.\n");
    assertThat(program.runs()).doesNotExist();
  }

  @Test
  void showsThePlanOnlyOnADryRun() throws IOException {
    Path file = program.write(PIPELINE);
    TestProgram.Outcome outcome = program.run("--dry-run");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .isEqualTo(
            """
            test (%s): 2 stages, seed 2326, engine auto, device auto

            1. count: count -> Counted
                 runs: %s
                 dataset <- datasets.train: dots

            2. twice: double -> Counted
                 runs: %s
                 of <- Counted of stage count
            """
                .formatted(file, UNSEEN, UNSEEN));
    assertThat(program.runs()).doesNotExist();
  }

  @Test
  void tellsProgramsThePlanOnADryRun() throws IOException {
    program.write(PIPELINE);
    TestProgram.Outcome outcome = program.run("--dry-run", "--json");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .isEqualTo(
            """
            {"event":"stage-planned","stage":"count","type":"count","number":1,"total":2,"reused":false,"reason":"%s"}
            {"event":"stage-planned","stage":"twice","type":"double","number":2,"total":2,"reused":false,"reason":"%s"}
            """
                .formatted(UNSEEN, UNSEEN));
  }

  private static JsonNode record(Path run) throws IOException {
    return new ObjectMapper().readTree(run.resolve("run.json").toFile());
  }
}

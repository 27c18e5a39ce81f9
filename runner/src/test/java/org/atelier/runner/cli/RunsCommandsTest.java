package org.atelier.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandsTest {
  private static final String PIPELINE =
      """
      stages:
        count: {type: count, dataset: train}
        twice: {type: double, of: count}
        lines: {type: read, file: lines.txt}
      datasets:
        train: {type: dots, images: 6}
      """;

  @TempDir Path folder;
  private TestProgram program;

  @BeforeEach
  void makeProgram() throws IOException {
    program = new TestProgram(folder).packed("1.1.0");
    program.write(PIPELINE);
    Files.writeString(folder.resolve("lines.txt"), "one\n");
  }

  @Test
  void listsRuns() throws IOException {
    program.run();
    program.run("--set", "datasets.train.images=7");
    Files.delete(folder.resolve("lines.txt"));
    program.run();
    assertThat(runs().out().replaceAll(" +([0-9.]+ s|took) ", " # "))
        .isEqualTo(
            """
              run                     status  started #  stages            result
              test/20260501-102030-3  failed  2026-05-01 10:20:30Z #  2 done, 2 reused  failed in lines
              test/20260501-102030-2  done    2026-05-01 10:20:30Z #  3 done, 1 reused  count count 7 (6.5 to 7.5), baseline 0
              test/20260501-102030    done    2026-05-01 10:20:30Z #  3 done            count count 6 (5.5 to 6.5), baseline 0
            """);
    assertThat(runs("--status", "failed").out()).contains("-3 ").doesNotContain("-2 ");
    assertThat(runs("--last", "1").out()).contains("-3 ").doesNotContain("-2 ");
    assertThat(runs("--since", "2026-05-02").out())
        .isEqualTo("No such runs in %s\n".formatted(program.runs()));
    assertThat(runs("other").out()).isEqualTo("No such runs in %s\n".formatted(program.runs()));
  }

  @Test
  void tellsWhatItDoesNotUnderstand() throws IOException {
    assertThat(runs("--status", "dead").err())
        .startsWith(
            "--status dead: there is no such status; choose done, failed, interrupted, killed or running\n");
    assertThat(runs("--since", "May").err())
        .startsWith("--since May: write a day such as 2026-05-01\n");
    assertThat(execute("compare", "one", "two").err())
        .isEqualTo(
            """
            there is no run 'one', neither here nor in '%1$s'
              To mend it: name a run folder or a pipeline; 'atelier runs --runs DIR' lists what is in a folder
            """
                .formatted(program.runs()));
    Files.writeString(
        Files.createDirectories(program.runs().resolve("test/x")).resolve("run.json"), "{}");
    assertThat(runs().err())
        .isEqualTo(program.runs().resolve("test/x") + " has a record that cannot be read\n");
  }

  @Test
  void comparesRuns() throws IOException {
    program.run();
    program.run("--set", "datasets.train.images=7", "--set", "seed=3");
    TestProgram.Outcome outcome = execute("compare", "test/20260501-102030", "test");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .isEqualTo(
            """
            Settings
              setting                test/20260501-102030  test/20260501-102030-2
              seed                   2326                  3
              datasets.train.images  6                     7
              the other 11 are equal

            Circumstances
              of the run                test/20260501-102030  test/20260501-102030-2
              images of datasets.train  6, fingerprint6       7, fingerprint7
              the other 9 are equal

            Metrics
              metric        test/20260501-102030        test/20260501-102030-2
              count: count  6 (5.5 to 6.5), baseline 0  7 (6.5 to 7.5), baseline 0
            """);
  }

  @Test
  void reproducesARun() throws IOException {
    program.run();
    TestProgram.Outcome outcome = reproduce();
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("count (count), stage 1 of 3\n  runs: --force asks for it");
    assertThat(outcome.out())
        .endsWith(
            """

            Equal: this run agrees with %s in all of 3 stages, 1 metric and 0 files of parameters and arrays.
            """
                .formatted(program.runFolders().get(0)));
    assertThat(program.runFolders().get(1).resolve("pipeline.yaml"))
        .as("no setting changed, so compare shows none")
        .hasSameTextualContentAs(program.runFolders().get(0).resolve("pipeline.yaml"));
  }

  @Test
  void saysWhatChangedSinceARun() throws IOException {
    program.run();
    Path first = program.runFolder();
    Files.writeString(
        first.resolve("run.json"),
        Files.readString(first.resolve("run.json"))
            .replace("\"value\" : 6", "\"value\" : 5")
            .replace("\"value\": 6", "\"value\": 5"));
    Files.writeString(folder.resolve("lines.txt"), "one\ntwo\n");
    program.packed("1.2.0");
    TestProgram.Outcome outcome = reproduce();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .endsWith(
            """

            Not equal: this run does not agree with %s (compared: 3 stages, 1 metric and 0 files of parameters and arrays).
              count: count was 5.0 and is 6.0
            What has changed since:
              plugin sample 1.2.0 replaces 1.1.0
              what is in the file or folder of file changed
            Files beside that differ, as those with times do: lines: copy.txt, lines: output.json
            """
                .formatted(first));
  }

  @Test
  void looksAfterTheCache() throws IOException {
    assertThat(execute("cache", "list").out())
        .isEqualTo("No results are kept in %s\n".formatted(program.cache().resolve("stages")));
    program.run();
    assertThat(execute("cache", "list").out())
        .contains("  count  count   ", "  lines  read    ", "\n3 results, ", "0 B are in no run");
    assertThat(execute("cache", "verify").out()).endsWith("3 results, all whole\n");
    Path damaged = kept("lines").resolve("copy.txt");
    Files.delete(damaged);
    Files.writeString(damaged, "two\n");
    TestProgram.Outcome verified = execute("cache", "verify");
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out())
        .isEqualTo(
            """
            %s (stage 'lines' of test): copy.txt was changed or is damaged; removed
            3 results, 1 damaged
            """
                .formatted(damaged.getParent()));
    assertThat(execute("cache", "verify").out()).endsWith("2 results, all whole\n");
  }

  @Test
  void prunesByAgeAndBySize() throws IOException {
    program.run();
    assertThat(execute("cache", "prune").err())
        .startsWith("say what to remove, with --older-than AGE or --to-size SIZE\n");
    assertThat(execute("cache", "prune", "--older-than", "soon").err())
        .startsWith("--older-than soon: write a number of days or hours, such as 30d or 12h\n");
    Files.setLastModifiedTime(kept("count"), FileTime.from(Instant.parse("2026-03-01T00:00:00Z")));
    TestProgram.Outcome pruned = execute("cache", "prune", "--older-than", "30d", "--dry-run");
    assertThat(pruned.out())
        .contains("61 d ago")
        .endsWith(
            "Would remove 1 result and the checkpoints of 0 unfinished stages, 0 B of disk space\n");
    assertThat(execute("cache", "prune", "--older-than", "30d").out()).contains("Removed 1 result");
    assertThat(execute("cache", "list").out()).contains("\n2 results, ");
    assertThat(program.runFolder().resolve("stages/count/seed.txt")).exists();
    assertThat(execute("cache", "prune", "--to-size", "0").out()).contains("Removed 2 results");
    assertThat(program.cache().resolve("stages")).isEmptyDirectory();
  }

  private Path kept(String stage) throws IOException {
    try (Stream<Path> all = Files.list(program.cache().resolve("stages"))) {
      List<Path> found =
          all.filter(path -> readable(path).contains("\"stage\": \"" + stage + "\"")).toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  private static String readable(Path kept) {
    try {
      return Files.readString(kept.resolve("stage.json"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private TestProgram.Outcome reproduce() throws IOException {
    return execute(
        "reproduce", "test/20260501-102030", "--plugins", folder.resolve("plugins").toString());
  }

  private TestProgram.Outcome runs(String... options) throws IOException {
    return execute(Stream.concat(Stream.of("runs"), Stream.of(options)).toArray(String[]::new));
  }

  private TestProgram.Outcome execute(String... arguments) throws IOException {
    boolean cache = arguments[0].equals("cache");
    return program.execute(
        Stream.concat(
                Stream.of(arguments),
                cache ? Stream.empty() : Stream.of("--runs", program.runs().toString()))
            .toArray(String[]::new));
  }
}

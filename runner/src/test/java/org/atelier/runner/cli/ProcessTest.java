package org.atelier.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only shows in a process of its own: signals, exit codes, loaded classes. */
class ProcessTest {
  private static final long PATIENCE_SECONDS = 60;
  private static final String RUN = "runs/test/20260501-102030";

  @TempDir Path folder;

  /** The program with the sample plugin and without an engine. */
  static final class SampleMain {
    private SampleMain() {}

    public static void main(String[] arguments) throws IOException {
      TestProgram program = new TestProgram(Path.of(arguments[0]));
      TestProgram.Outcome outcome = program.run(Arrays.copyOfRange(arguments, 1, arguments.length));
      System.out.print(outcome.out());
      System.err.print(outcome.err());
      System.exit(outcome.exitCode());
    }
  }

  @Test
  void endsInOrderOnCtrlC() throws IOException, InterruptedException {
    assumeThat(System.getProperty("os.name")).doesNotStartWith("Windows");
    Path run = interrupt(List.of("endless"), List.of());
    assertThat(run.resolve("run.json")).content().contains("\"status\": \"interrupted\"");
    assertThat(run.resolve("stages/endless.interrupted/partial.txt")).exists();
  }

  @Test
  void endsEveryStageInOrderThatRunsSideBySide() throws IOException, InterruptedException {
    assumeThat(System.getProperty("os.name")).doesNotStartWith("Windows");
    Path run = interrupt(List.of("endless", "eternal"), List.of("--jobs", "2"));
    assertThat(run.resolve("run.json")).content().contains("\"status\": \"interrupted\"");
    assertThat(run.resolve("stages/endless.interrupted/partial.txt")).exists();
    assertThat(run.resolve("stages/eternal.interrupted/partial.txt")).exists();
  }

  @Test
  void stagesEndWithTheRunThatWasKilled() throws IOException, InterruptedException {
    assumeThat(System.getProperty("os.name")).doesNotStartWith("Windows");
    Process process = begin(List.of("endless"), List.of("--jobs", "2"));
    List<ProcessHandle> stages = process.descendants().toList();
    assertThat(stages).isNotEmpty();

    process.destroyForcibly().waitFor();

    for (ProcessHandle stage : stages) {
      stage.onExit().orTimeout(PATIENCE_SECONDS / 2, TimeUnit.SECONDS).join();
    }
  }

  /** Runs endless stages, interrupts the run when they have begun, and returns its folder. */
  private Path interrupt(List<String> endless, List<String> options)
      throws IOException, InterruptedException {
    Process process = begin(endless, options);

    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    return folder.resolve(RUN);
  }

  /** Runs endless stages and waits until they have begun. */
  private Process begin(List<String> endless, List<String> options)
      throws IOException, InterruptedException {
    StringBuilder yaml =
        new StringBuilder("stages:\n  count: {type: count, dataset: {type: dots}}\n");
    endless.forEach(name -> yaml.append("  %s: {type: trouble, kind: endless}%n".formatted(name)));
    Files.writeString(folder.resolve("test.yaml"), yaml);
    List<String> arguments =
        new ArrayList<>(List.of(SampleMain.class.getName(), folder.toString()));
    arguments.addAll(options);
    Process process = java(arguments, ProcessBuilder.Redirect.PIPE);
    Path run = folder.resolve(RUN);
    for (String name : endless) {
      Path begun = run.resolve("stages/.%s.running/partial.txt".formatted(name));
      for (int wait = 0; wait < 600 && !Files.exists(begun); wait++) {
        Thread.sleep(100);
      }
      assertThat(begun).exists();
    }
    return process;
  }

  /** Something that breaks while the process ends. */
  static final class BreakingAtEnd {
    private BreakingAtEnd() {}

    public static void main(String[] arguments) {
      ErrorReporter errors = new ErrorReporter(Terminal.of(System.out, System.out));
      Thread breaking =
          new Thread(
              () ->
                  System.out.println(
                      errors.failed(new IllegalStateException("Shutdown in progress"))));
      Runtime.getRuntime().addShutdownHook(breaking);
    }
  }

  @Test
  void tellsNoFaultThatComesOfTheProcessEnding() throws IOException, InterruptedException {
    Process process = java(List.of(BreakingAtEnd.class.getName()), ProcessBuilder.Redirect.PIPE);
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(printed.strip()).isEqualTo("130");
  }

  @Test
  void loadsNothingHeavyToTellItsVersion() throws IOException, InterruptedException {
    Path loaded = folder.resolve("loaded.txt");
    Process process =
        java(
            List.of("-Xlog:class+load:file=" + loaded, Main.class.getName(), "--version"),
            ProcessBuilder.Redirect.PIPE);
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(printed).startsWith("atelier ");
    try (Stream<String> lines = Files.lines(loaded)) {
      assertThat(
              lines.filter(
                  line ->
                      Stream.of(
                              " com.google.inject.",
                              " org.apache.felix.",
                              " ai.djl.",
                              " org.yaml.",
                              " com.fasterxml.",
                              " ch.qos.logback.",
                              " org.hibernate.")
                          .anyMatch(line::contains)))
          .isEmpty();
    }
  }

  private static Process java(List<String> arguments, ProcessBuilder.Redirect out)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out).start();
  }
}

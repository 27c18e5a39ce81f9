package org.atelier.runner.engine;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Tries an engine in a process of its own, as some engines kill their process on some CPUs: MXNet
 * 1.9.1 with oneDNN divides by zero in ordinary convolutions. PyTorch from 2.2 to 2.7 computes
 * convolutions wrongly with AVX where a virtual machine hides the sizes of its caches: oneDNN from
 * 3.3 on takes them for one byte, cuts even the smallest reorderings of weights into blocks for
 * them, and loses numbers where such a block meets the padding of channels that fill no vector.
 */
final class CheckProcess {
  /** Long enough for unpacking half a gigabyte on a slow disk. */
  private static final int PATIENCE_SECONDS = 180;

  private final EngineName engine;
  private final Device device;

  CheckProcess(EngineName engine, Device device) {
    this.engine = engine;
    this.device = device;
  }

  /**
   * Tries the engine; if it kills the process or computes wrongly, once more in its safe mode. What
   * cannot be started, loaded or waited for says nothing about how it computes.
   */
  SelfCheck run() {
    Outcome outcome = start(false);
    if (outcome.passed()) {
      return new SelfCheck(SelfCheck.Verdict.PASSED, false, "its convolutions compute rightly");
    }
    if (outcome.blamesTheEngine() && !device.isGpu() && start(true).passed()) {
      return new SelfCheck(
          SelfCheck.Verdict.SAFE_MODE,
          outcome.crashed(),
          "%s with %s; without, it computes rightly"
              .formatted(outcome.detail(), engine == EngineName.MXNET ? "oneDNN" : "AVX"));
    }
    return new SelfCheck(SelfCheck.Verdict.FAILED, outcome.crashed(), outcome.detail());
  }

  private Outcome start(boolean safeMode) {
    try {
      Path folder = Files.createTempDirectory("atelier-check");
      try {
        return start(safeMode, folder);
      } finally {
        deleteFolder(folder);
      }
    } catch (IOException e) {
      return new Outcome(Result.UNKNOWN, "no process could be started for it (" + e + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(Result.UNKNOWN, "the check was interrupted");
    }
  }

  private Outcome start(boolean safeMode, Path folder) throws IOException, InterruptedException {
    Path answer = folder.resolve("answer");
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    // it may well crash: no report and no core file then
                    "-XX:+SuppressFatalErrorMessage",
                    "-cp",
                    absoluteClassPath(),
                    EngineCheck.class.getName(),
                    engine.key(),
                    device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu",
                    String.valueOf(safeMode),
                    answer.toString()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    // what a user sets for the JVM is not meant for this one
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return new Outcome(Result.UNKNOWN, "it did not end within " + PATIENCE_SECONDS + " seconds");
    }
    return outcome(process.exitValue(), answer);
  }

  private static Outcome outcome(int exitCode, Path answer) throws IOException {
    if (Files.exists(answer)) {
      String text = Files.readString(answer);
      return switch (text) {
        case EngineCheck.PASSED ->
            exitCode == 0
                ? new Outcome(Result.PASSED, text)
                : new Outcome(Result.CRASHED, "it fails at its end (exit code " + exitCode + ")");
        case EngineCheck.WRONG -> new Outcome(Result.WRONG, text);
        default -> new Outcome(Result.UNKNOWN, text);
      };
    }
    // a signal's number, as Java reports it, is added to 128
    String cause = exitCode > 128 ? "signal " + (exitCode - 128) : "exit code " + exitCode;
    return new Outcome(Result.CRASHED, "it kills its process (" + cause + ")");
  }

  private static String absoluteClassPath() {
    return java.util.Arrays.stream(
            System.getProperty("java.class.path").split(java.io.File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(java.util.stream.Collectors.joining(java.io.File.pathSeparator));
  }

  private static void deleteFolder(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }

  private enum Result {
    PASSED,
    WRONG,
    CRASHED,
    /** It could not be tried to the end. */
    UNKNOWN
  }

  private record Outcome(Result result, String detail) {
    boolean passed() {
      return result == Result.PASSED;
    }

    boolean crashed() {
      return result == Result.CRASHED;
    }

    /** Whether it is the engine's computing that went wrong, which a safe mode may mend. */
    boolean blamesTheEngine() {
      return result == Result.WRONG || crashed();
    }
  }
}

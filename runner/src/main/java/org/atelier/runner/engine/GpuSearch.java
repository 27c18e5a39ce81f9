package org.atelier.runner.engine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Looks for GPUs by asking NVIDIA's {@code nvidia-smi}, which comes with the driver. */
final class GpuSearch {
  private static final int PATIENCE_SECONDS = 20;
  private static final Pattern LINE = Pattern.compile("(\\d+), *(.+), *([\\d.]+), *(\\d+)\\.(\\d)");

  private final String path;

  /**
   * Makes a search.
   *
   * @param path the folders in which programs are looked for, as in the variable {@code PATH}
   */
  GpuSearch(String path) {
    this.path = path;
  }

  /** Searches. */
  GpuReport search() {
    Optional<Path> program =
        Arrays.stream(path.split(Pattern.quote(File.pathSeparator)))
            .filter(folder -> !folder.isEmpty())
            .flatMap(
                folder ->
                    List.of("nvidia-smi", "nvidia-smi.exe").stream()
                        .map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      return none(
          Files.exists(Path.of("/dev/nvidia0"))
              ? "there is an NVIDIA device (/dev/nvidia0), but nvidia-smi is not on the PATH"
              : "no NVIDIA driver was found (nvidia-smi is not on the PATH)");
    }
    return ask(program.get());
  }

  private static GpuReport ask(Path program) {
    try {
      Process process =
          new ProcessBuilder(
                  program.toString(),
                  "--query-gpu=index,name,driver_version,compute_cap",
                  "--format=csv,noheader")
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      // its few lines fit into the pipe, so that waiting before reading cannot block
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return none(program + " did not answer within " + PATIENCE_SECONDS + " seconds");
      }
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return read(answer, process.exitValue());
    } catch (IOException e) {
      return none(program + " cannot be run (" + e.getMessage() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return none("the search was interrupted");
    }
  }

  /** Reads the answer of {@code nvidia-smi}. */
  static GpuReport read(String answer, int exitCode) {
    List<Gpu> gpus =
        answer
            .lines()
            .map(LINE::matcher)
            .filter(Matcher::matches)
            .map(
                match ->
                    new Gpu(
                        Integer.parseInt(match.group(1)),
                        match.group(2),
                        match.group(3),
                        10 * Integer.parseInt(match.group(4)) + Integer.parseInt(match.group(5))))
            .toList();
    if (exitCode != 0 || gpus.isEmpty()) {
      String words = answer.lines().findFirst().orElse("nothing");
      return none("nvidia-smi reports no GPU (it says: " + words + ")");
    }
    return new GpuReport(
        gpus,
        gpus.stream()
            .map(
                gpu ->
                    "GPU %d is %s, compute capability %s, driver %s"
                        .formatted(gpu.index(), gpu.name(), gpu.capabilityText(), gpu.driver()))
            .collect(Collectors.joining("; ")));
  }

  private static GpuReport none(String finding) {
    return new GpuReport(List.of(), finding);
  }
}

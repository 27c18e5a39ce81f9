package org.atelier.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.atelier.runner.cli.Main;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of stage that takes long is killed once, goes on and comes out the same. */
@Tag("engine")
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class KilledStagesTest {
  private static final long POLL_NANOS = 200_000;

  private static final String DATASETS =
      """
      pipeline: killed
      datasets:
        train: {type: sample-paintings, count: 9, styles: [Cubism, Rococo, Ukiyo_e], image-size: 30}
      """;

  private static final String EMBEDDING =
      """
      stages:
        learn: {type: learn-style-embeddings, dataset: train, model: {type: conv-autoencoder}, epochs: %d, batch-size: 4}
        transfer: {type: train-style-transfer, dataset: train, embeddings: learn, epochs: %d, batch-size: 4}
      """;

  private static final String FAST =
      """
      stages:
        features: {type: train-classifier, dataset: train, epochs: 1, batch-size: 4,
          model: {type: residual-cnn, widths: [8, 8], blocks: 1}}
        fast: {type: train-fast-style, dataset: train, features: features, epochs: 80, batch-size: 4,
          model: {type: style-network, width: 4, blocks: 1}}
      """;

  private static final String GATYS =
      """
      stages:
        bank: {type: style-bank, model: {type: residual-cnn, widths: [8, 8], blocks: 1}, dataset: train, scales: 1}
        gatys: {type: transfer-style, bank: bank, content: train, count: 1, styles: [Cubism],
          gatys: {steps: 200, sizes: 1, preview-every: 5}}
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"learn", "transfer", "fast", "gatys"})
  void comesOutTheSame(String stage) throws Exception {
    Files.writeString(folder.resolve("killed.yaml"), DATASETS + stages(stage));
    Path undisturbed = folder.resolve("undisturbed");
    assertThat(start(undisturbed).waitFor()).as(said(undisturbed)).isZero();
    Path killed = folder.resolve("killed");
    Process process = start(killed);
    while (process.isAlive() && !isUnderWay(killed, stage)) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    process.destroyForcibly().waitFor();
    assertThat(process.exitValue()).as(said(killed)).isNotZero();

    assertThat(start(killed).waitFor()).as(said(killed)).isZero();

    assertThat(said(killed)).contains("  %s goes on after ".formatted(stage));
    Map<String, String> expected = numbersAndPictures(undisturbed, stage);
    assertThat(expected).isNotEmpty();
    assertThat(numbersAndPictures(killed, stage)).isEqualTo(expected);
  }

  private static String stages(String stage) {
    return switch (stage) {
      case "learn" -> EMBEDDING.formatted(80, 1);
      case "transfer" -> EMBEDDING.formatted(1, 80);
      case "fast" -> FAST;
      default -> GATYS;
    };
  }

  /** Tells whether a stage runs and has written a checkpoint. */
  private static boolean isUnderWay(Path place, String stage) throws IOException {
    return anyMatch(place.resolve("runs"), path -> path.endsWith(".%s.running".formatted(stage)))
        && anyMatch(
            place.resolve("cache/unfinished"), path -> path.toString().endsWith(".checkpoint"));
  }

  private static boolean anyMatch(Path folder, Predicate<Path> wanted) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.anyMatch(wanted);
    } catch (UncheckedIOException e) {
      // What was there has just been renamed.
      return false;
    }
  }

  /** Returns the parameters, arrays and pictures that a stage of the last run left, as text. */
  private static Map<String, String> numbersAndPictures(Path place, String stage)
      throws IOException {
    Path run;
    try (Stream<Path> runs = Files.list(place.resolve("runs/killed"))) {
      run = runs.sorted().reduce((before, after) -> after).orElseThrow();
    }
    Path result = run.resolve("stages").resolve(stage);
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(result)) {
      for (Path file : files.toList()) {
        String name = result.relativize(file).toString();
        if (name.matches(".*\\.(params|npy)|pictures/.*\\.png")) {
          contents.put(name, Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
        }
      }
    }
    return contents;
  }

  private Process start(Path place) throws IOException {
    Files.createDirectories(place);
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ActiveProcessorCount=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "run",
            folder.resolve("killed.yaml").toString(),
            "--runs",
            place.resolve("runs").toString(),
            "--engine",
            System.getProperty("ai.djl.default_engine").toLowerCase(Locale.ROOT),
            "--device",
            "cpu");
    builder.environment().put("ATELIER_CACHE", place.resolve("cache").toString());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(place.resolve("said.txt").toFile())
        .start();
  }

  private static String said(Path place) throws IOException {
    return Files.readString(place.resolve("said.txt"));
  }
}

package org.atelier.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.atelier.runner.cli.Main;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed again and again, and in the end has learnt the same. */
@Tag("engine")
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class KilledTrainingTest {
  private static final int KILLS = 20;

  /** More epochs than all lives together can finish before they are killed. */
  private static final int EPOCHS = 80;

  private static final int KILLED = 128 + 9;

  private static final long POLL_NANOS = 200_000;

  @TempDir private Path folder;

  private final SplittableRandom random = new SplittableRandom();
  private final Set<Path> halfWritten = new HashSet<>();
  private int killedWhileWriting;

  @Test
  void endsEqualHoweverOftenItIsKilled() throws Exception {
    drawImages();
    Path undisturbed = folder.resolve("undisturbed");
    assertThat(start(undisturbed).waitFor()).isZero();
    Path killed = folder.resolve("killed");
    for (int life = 1; life <= KILLS; life++) {
      Process process = start(killed);
      waitForTheMoment(process, killed, life);
      process.destroyForcibly().waitFor();
      assertThat(process.exitValue()).as("life %d:%n%s", life, said(killed)).isEqualTo(KILLED);
      killedWhileWriting += halfWritten.addAll(halfWrittenCheckpoints(killed)) ? 1 : 0;
    }

    assertThat(start(killed).waitFor()).as(said(killed)).isZero();

    assertThat(said(killed)).containsPattern("classify goes on after epoch \\d+ of " + EPOCHS);
    Path expected = onlyDone(undisturbed).resolve("stages/classify");
    Path actual = onlyDone(killed).resolve("stages/classify");
    assertThat(actual.resolve("model/parameters.params"))
        .hasSameBinaryContentAs(expected.resolve("model/parameters.params"));
    assertThat(actual.resolve("model/model.json"))
        .hasSameTextualContentAs(expected.resolve("model/model.json"));
    assertThat(losses(actual)).hasSize(1 + EPOCHS).isEqualTo(losses(expected));
    assertThat(hidden(killed.resolve("runs"))).isEmpty();
    assertThat(killed.resolve("cache/unfinished")).isEmptyDirectory();
    assertThat(killedWhileWriting).as("kills while a checkpoint was written").isPositive();
  }

  @Test
  void ctrlCSaysWhereToGoOn() throws Exception {
    drawImages();
    Path place = folder.resolve("interrupted");
    Process process = start(place);
    awaitCheckpoints(process, place, 2, Long.MAX_VALUE);

    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor()).as(said(place)).isEqualTo(130);
    String command =
        said(place)
            .lines()
            .filter(line -> line.startsWith("  Go on with: "))
            .findFirst()
            .orElse("");
    assertThat(said(place))
        .containsPattern(
            "\nInterrupted in the stage 'classify', after (\\d of 9 images of )?epoch \\d+ of %d\\.\n"
                .formatted(EPOCHS));
    assertThat(command)
        .startsWith("  Go on with: atelier run " + folder.resolve("killed.yaml") + " --runs ");
    assertThat(start(place).waitFor()).as(said(place)).isZero();
    assertThat(said(place))
        .containsPattern("classify goes on after (\\d of 9 images of )?epoch \\d+ of " + EPOCHS);
  }

  @Test
  void stagesSideBySideLearnWhatTheyDoOneByOneAndGoOnAfterCtrlC() throws Exception {
    drawImages();
    Path pipeline = folder.resolve("killed.yaml");
    Files.writeString(
        pipeline,
        Files.readString(pipeline)
            .replace("epochs: " + EPOCHS, "epochs: 30")
            .replace("  classify:\n", "  classify:\n    matrix: {seed: [1, 2]}\n"));
    Path oneByOne = folder.resolve("one-by-one");
    assertThat(start(oneByOne).waitFor()).as(said(oneByOne)).isZero();
    Path sideBySide = folder.resolve("side-by-side");
    Process process = start(sideBySide, "--jobs", "2");
    while (process.isAlive() && stagesWithCheckpoint(sideBySide) < 2) {
      LockSupport.parkNanos(POLL_NANOS);
    }

    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor()).as(said(sideBySide)).isEqualTo(130);
    assertThat(said(sideBySide))
        .containsPattern(
            "\nInterrupted in the stages 'classify\\[1]', after (\\d of 9 images of )?epoch \\d+ of 30;"
                + " 'classify\\[2]', after (\\d of 9 images of )?epoch \\d+ of 30\\.\n");
    assertThat(start(sideBySide, "--jobs", "2").waitFor()).as(said(sideBySide)).isZero();
    for (String stage : List.of("classify[1]", "classify[2]")) {
      assertThat(said(sideBySide)).contains(stage + " goes on after ");
      String parameters = "stages/%s/model/parameters.params".formatted(stage);
      assertThat(latest(sideBySide).resolve(parameters))
          .hasSameBinaryContentAs(latest(oneByOne).resolve(parameters));
    }
  }

  private static Path latest(Path place) throws IOException {
    try (Stream<Path> runs = Files.list(place.resolve("runs/killed"))) {
      return runs.sorted().reduce((before, after) -> after).orElseThrow();
    }
  }

  private static long stagesWithCheckpoint(Path place) throws IOException {
    return inUnfinishedStages(place).stream()
        .filter(file -> file.toString().endsWith(".checkpoint"))
        .count();
  }

  /**
   * Waits for a random moment of a life: while it starts or soon after, while a checkpoint is being
   * written, or between two of them.
   */
  private void waitForTheMoment(Process process, Path place, int life) throws Exception {
    switch (life % 4) {
      case 0 -> {
        long end = System.nanoTime() + random.nextLong(TimeUnit.SECONDS.toNanos(2));
        awaitCheckpoints(process, place, 3, end);
      }
      case 1, 2 -> {
        awaitCheckpoints(process, place, 1, Long.MAX_VALUE);
        while (process.isAlive() && halfWrittenCheckpoints(place).isEmpty()) {
          Thread.onSpinWait();
        }
      }
      default -> {
        awaitCheckpoints(process, place, 1, Long.MAX_VALUE);
        LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(30)));
      }
    }
  }

  /** Waits until checkpoints were replaced so many times, or until a point in time. */
  private static void awaitCheckpoints(Process process, Path place, int changes, long end)
      throws IOException {
    Object last = checkpointOf(place);
    int seen = 0;
    while (seen < changes && process.isAlive() && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL_NANOS);
      Object now = checkpointOf(place);
      if (!now.equals(last)) {
        seen++;
        last = now;
      }
    }
  }

  /** Tells one checkpoint from the next: each is a file of its own. */
  private static Object checkpointOf(Path place) throws IOException {
    for (Path file : inUnfinishedStages(place)) {
      if (file.toString().endsWith(".checkpoint")) {
        try {
          BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
          return attributes.fileKey() + " " + attributes.lastModifiedTime();
        } catch (NoSuchFileException e) {
          return "";
        }
      }
    }
    return "";
  }

  private static List<Path> halfWrittenCheckpoints(Path place) throws IOException {
    return inUnfinishedStages(place).stream()
        .filter(file -> file.toString().endsWith(".part"))
        .toList();
  }

  private static List<Path> inUnfinishedStages(Path place) throws IOException {
    Path unfinished = place.resolve("cache/unfinished");
    if (!Files.isDirectory(unfinished)) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> stages = Files.list(unfinished)) {
      for (Path stage : stages.toList()) {
        try (Stream<Path> inStage = Files.list(stage)) {
          inStage.forEach(files::add);
        }
      }
    }
    return files;
  }

  private Process start(Path place, String... options) throws IOException {
    Files.createDirectories(place);
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            // One thread: two of them wait for each other busily where others need the processors.
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
    builder.command().addAll(List.of(options));
    builder.environment().put("ATELIER_CACHE", place.resolve("cache").toString());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(place.resolve("said.txt").toFile())
        .start();
  }

  private static String said(Path place) throws IOException {
    return Files.readString(place.resolve("said.txt"));
  }

  /** Returns the only run that is done; all others are known to be killed, if they began at all. */
  private static Path onlyDone(Path place) throws IOException {
    List<Path> done = new ArrayList<>();
    try (Stream<Path> runs = Files.list(place.resolve("runs/killed"))) {
      for (Path run : runs.toList()) {
        if (Files.exists(run.resolve("run.json"))) {
          String record = Files.readString(run.resolve("run.json"));
          if (record.contains("\n  \"status\": \"done\"")) {
            done.add(run);
          } else {
            assertThat(record).contains("\n  \"status\": \"killed\"");
            assertThat(run.resolve("stages")).isEmptyDirectory();
          }
        }
      }
    }
    assertThat(done).hasSize(1);
    return done.get(0);
  }

  private static List<Path> hidden(Path runs) throws IOException {
    try (Stream<Path> files = Files.walk(runs)) {
      return files.filter(file -> file.getFileName().toString().startsWith(".")).toList();
    }
  }

  /** Returns epoch, losses and learning rate of each epoch: all but the times. */
  private static List<String> losses(Path stage) throws IOException {
    return Files.readAllLines(stage.resolve("training.csv")).stream()
        .map(line -> String.join(",", List.of(line.split(",")).subList(0, 4)))
        .toList();
  }

  private void drawImages() throws IOException {
    SplittableRandom pixels = new SplittableRandom(1);
    for (String style : List.of("baroque", "cubism", "pop")) {
      Path styles = Files.createDirectories(folder.resolve("train").resolve(style));
      for (int number = 0; number < 4; number++) {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < 256; pixel++) {
          image.setRGB(pixel % 16, pixel / 16, pixels.nextInt(1 << 24));
        }
        ImageIO.write(image, "png", styles.resolve(number + ".png").toFile());
      }
    }
    Files.writeString(
        folder.resolve("killed.yaml"),
        """
        pipeline: killed
        datasets:
          train: {type: image-folder, path: train, image-size: 16}
        models:
          network: {type: residual-cnn, widths: [8, 16], stochastic-depth: 0.2}
        stages:
          classify:
            type: train-classifier
            dataset: train
            model: network
            epochs: %d
            batch-size: 4
            optimizer: adamw
            weight-decay: 0.01
            ema: 0.9
            schedule: cosine
            validation-share: 0.25
            augmentation: {smallest-crop: 0.6}
        """
            .formatted(EPOCHS));
  }
}

package org.atelier.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.nn.Parameter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.atelier.api.UserException;
import org.atelier.api.service.Network;
import org.atelier.api.training.Augmentation;
import org.atelier.api.training.EpochOrder;
import org.atelier.api.training.Objective;
import org.atelier.api.training.StepSettings;
import org.atelier.api.training.TrainingHistory;
import org.atelier.api.training.TrainingSettings;
import org.atelier.api.training.TrainingSettings.Optimizer;
import org.atelier.api.training.TrainingSettings.Schedule;
import org.atelier.api.training.TrainingTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Training that was interrupted and goes on ends where training ends that was not. */
@Tag("engine")
@Timeout(120)
class ResumedFitTest {
  private static final int EPOCHS = 5;
  private static final int BATCH_SIZE = 8;
  private static final int[] FIRST_24 = IntStream.range(0, 24).toArray();
  private static final List<Integer> NEXT_6 = List.of(24, 25, 26, 27, 28, 29);

  /** Everything that can be set about steps, with a decay for those optimizers that take it. */
  private static final StepSettings DECAYING = new StepSettings(0.8, 0.01, 1, 0.5, 0.8);

  private static final StepSettings AVERAGING = new StepSettings(0.8, 0, 2, 0.5, 0.8);

  @TempDir private Path folder;

  private final ProcessorCompute compute = new ProcessorCompute();
  private final SeededStreams streams = new SeededStreams(1, "stages.classify");
  private final SmallImages images = new SmallImages(30, 3, 8, 8);
  private final NetworkMaker networks =
      new NetworkMaker(compute, streams, spec -> new SmallNetwork());

  /** What training came to: the parameters' bits and what was measured, without times. */
  private record End(List<byte[]> parameters, List<List<Object>> epochs, int best) {}

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void endsEqualWhereverItWasInterrupted(Optimizer optimizer) throws Exception {
    TrainingSettings settings =
        settings(optimizer, optimizer == Optimizer.ADAM ? AVERAGING : DECAYING, 0);
    End undisturbed = run(settings, results("undisturbed"), Objectives.learning());
    SplittableRandom random = new SplittableRandom(optimizer.name().length());
    int[] left = {0};
    List<String> goneOn = new ArrayList<>();
    End resumed = null;
    for (int life = 1; life <= 60 && resumed == null; life++) {
      left[0] = 1 + random.nextInt(7);
      KeptResults results = results("interrupted");
      try {
        resumed = run(settings, results, Objectives.interrupted(left));
      } catch (InterruptedException e) {
        assertThat(left[0]).isLessThanOrEqualTo(0);
      }
      goneOn.addAll(results.goneOn());
      assertThat(results.warnings()).isEmpty();
    }
    assertThat(resumed).isNotNull();
    assertThat(goneOn)
        .hasSizeGreaterThan(3)
        .allMatch(
            reached -> reached.matches("((8|16|24) of 24 images of )?epoch [1-5] of 5"),
            "how far training had come")
        .anyMatch(reached -> reached.matches("(8|16) of 24 images of epoch [1-5] of 5"))
        .anyMatch(reached -> reached.startsWith("24 of 24 images of epoch"));
    assertEqual(resumed, undisturbed);
  }

  @Test
  void stopsEarlyWhereItWouldHaveStopped() throws Exception {
    TrainingSettings settings = settings(Optimizer.SGD, StepSettings.PLAIN, 2);
    double[] losses = {0.9, 0.5, 0.7, 0.6, 0.4};
    int[] asked = {0};
    Objective scripted = Objectives.validating(() -> losses[asked[0]++]);
    End undisturbed = run(settings, results("undisturbed"), scripted);
    assertThat(undisturbed.best()).isEqualTo(2);
    assertThat(undisturbed.epochs()).hasSize(4);

    for (int epochsBefore = 1; epochsBefore <= 4; epochsBefore++) {
      Path checkpoints = folder.resolve("stopped-" + epochsBefore);
      asked[0] = 0;
      int stopAt = epochsBefore;
      Objective stopping =
          Objectives.validating(
              () -> {
                if (asked[0] == stopAt) {
                  throw new IllegalStateException("on purpose");
                }
                return losses[asked[0]++];
              });
      if (epochsBefore < 4) {
        assertThatThrownBy(() -> run(settings, new KeptResults(folder, checkpoints), stopping))
            .hasMessage("on purpose");
      } else {
        run(settings, new KeptResults(folder, checkpoints), stopping);
      }
      assertEqual(run(settings, new KeptResults(folder, checkpoints), scripted), undisturbed);
      assertThat(asked[0]).isEqualTo(4);
    }
  }

  @Test
  void aDamagedCheckpointIsSaidAndNotUsed() throws Exception {
    TrainingSettings settings = settings(Optimizer.ADAM, AVERAGING, 0);
    End undisturbed = run(settings, results("undisturbed"), Objectives.learning());
    assertThatThrownBy(
            () -> run(settings, results("damaged"), Objectives.interrupted(new int[] {8})))
        .isInstanceOf(InterruptedException.class);
    Path checkpoint = folder.resolve("damaged/fit-1.checkpoint");
    byte[] bytes = Files.readAllBytes(checkpoint);
    bytes[bytes.length / 2] ^= 4;
    Files.write(checkpoint, bytes);

    KeptResults results = results("damaged");
    assertEqual(run(settings, results, Objectives.learning()), undisturbed);
    assertThat(results.goneOn()).isEmpty();
    assertThat(results.warnings())
        .containsExactly(
            "the checkpoint %s is damaged (its SHA-256 is not that of its bytes) and is not used: this work begins again"
                .formatted(checkpoint));
  }

  @Test
  void goesOnAfterWantOfMemory() throws Exception {
    TrainingSettings settings = settings(Optimizer.ADAM, AVERAGING, 0);
    End undisturbed = run(settings, results("undisturbed"), Objectives.learning());
    int[] left = {11};
    Objective exhausting =
        (network, batch, training) -> {
          if (--left[0] == 0) {
            throw new OutOfMemoryError("Java heap space");
          }
          return Objectives.learning().loss(network, batch, training);
        };
    assertThatThrownBy(() -> run(settings, results("exhausted"), exhausting))
        .isInstanceOf(OutOfMemoryError.class);

    KeptResults results = results("exhausted");
    assertEqual(run(settings, results, Objectives.learning()), undisturbed);
    assertThat(results.goneOn()).containsExactly("epoch 2 of 5");
  }

  @Test
  void goesOnInTheMiddleOfALongEpoch() throws Exception {
    TrainingSettings settings = settings(Optimizer.ADAM, AVERAGING, 0);
    End undisturbed = run(settings, results("undisturbed"), Objectives.learning());
    int[] left = {6};
    Objective exhausting =
        (network, batch, training) -> {
          if (--left[0] == 0) {
            throw new OutOfMemoryError("Java heap space");
          }
          return Objectives.learning().loss(network, batch, training);
        };
    assertThatThrownBy(() -> run(settings, results("long"), exhausting, Duration.ZERO))
        .isInstanceOf(OutOfMemoryError.class);

    KeptResults results = results("long");
    assertEqual(run(settings, results, Objectives.learning()), undisturbed);
    assertThat(results.goneOn()).containsExactly("8 of 24 images of epoch 2 of 5");
  }

  @Test
  void anInterruptionWithAFullDiskIsAnInterruption() throws Exception {
    TrainingSettings settings = settings(Optimizer.ADAM, AVERAGING, 0);
    Path blocked = Files.createFile(folder.resolve("a-file"));
    assertThatThrownBy(
            () ->
                run(
                    settings,
                    new KeptResults(folder, blocked.resolve("checkpoints")),
                    Objectives.interrupted(new int[] {2})))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void aFullDiskStopsTrainingAndLosesNothing() throws Exception {
    TrainingSettings settings = settings(Optimizer.ADAM, AVERAGING, 0);
    End undisturbed = run(settings, results("undisturbed"), Objectives.learning());
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(succeeds("mount", "-t", "tmpfs", "-o", "size=128k", "none", disk.toString()))
        .as("may mount a small disk")
        .isTrue();
    try {
      Path ballast = disk.resolve("ballast");
      int[] batches = {0};
      Objective filling =
          (network, batch, training) -> {
            if (++batches[0] == 6) {
              fill(ballast);
            }
            return Objectives.learning().loss(network, batch, training);
          };
      Path checkpoints = disk.resolve("checkpoints");
      assertThatThrownBy(() -> run(settings, new KeptResults(folder, checkpoints), filling))
          .isInstanceOf(UserException.class)
          .hasMessage("no space left on the disk that holds %s", checkpoints);
      try (Stream<Path> files = Files.list(checkpoints)) {
        assertThat(files).containsExactly(checkpoints.resolve("fit-1.checkpoint"));
      }
      Files.delete(ballast);

      KeptResults results = new KeptResults(folder, checkpoints);
      assertEqual(run(settings, results, Objectives.learning()), undisturbed);
      assertThat(results.goneOn()).containsExactly("epoch 1 of 5");
      assertThat(results.warnings()).isEmpty();
    } finally {
      succeeds("umount", disk.toString());
    }
  }

  /** Writes until there is no room left. */
  private static void fill(Path file) {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] page = new byte[4096];
      while (true) {
        out.write(page);
      }
    } catch (IOException e) {
      assertThat(e).hasMessage("No space left on device");
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
  void showsTheEpochsOfBothRuns() throws Exception {
    TrainingSettings settings = settings(Optimizer.SGD, StepSettings.PLAIN, 0);
    assertThatThrownBy(() -> run(settings, results("shown"), Objectives.interrupted(new int[] {8})))
        .isInstanceOf(InterruptedException.class);
    Files.delete(folder.resolve("training.csv"));

    run(settings, results("shown"), Objectives.learning());

    assertThat(Files.readAllLines(folder.resolve("training.csv"))).hasSize(1 + EPOCHS);
  }

  private KeptResults results(String checkpoints) {
    return new KeptResults(folder, folder.resolve(checkpoints));
  }

  /** Trains as a new process would, with nothing but the checkpoints of the one before. */
  private End run(TrainingSettings settings, KeptResults results, Objective objective)
      throws IOException, InterruptedException {
    return run(settings, results, objective, Duration.ofDays(1));
  }

  private End run(
      TrainingSettings settings, KeptResults results, Objective objective, Duration interval)
      throws IOException, InterruptedException {
    FitLoop loop =
        new FitLoop(compute, streams, new BatchReader(compute), new KeptProgress(), interval);
    try (Network network = networks.create(SmallNetwork.reference(), images.contents())) {
      TrainingHistory history =
          loop.fit(
              new TrainingTask(network, images, order(), NEXT_6, objective), settings, results);
      return new End(
          network.block().getParameters().values().stream()
              .map(Parameter::getArray)
              .map(array -> array.toByteArray())
              .toList(),
          history.epochs().stream()
              .map(
                  epoch ->
                      List.<Object>of(
                          epoch.epoch(),
                          epoch.trainingLoss(),
                          epoch.validationLoss(),
                          epoch.learningRate(),
                          epoch.images()))
              .toList(),
          history.best());
    }
  }

  private static void assertEqual(End actual, End expected) {
    assertThat(actual.epochs()).isEqualTo(expected.epochs());
    assertThat(actual.epochs())
        .extracting(epoch -> epoch.get(2))
        .doesNotContain(OptionalDouble.empty());
    assertThat(actual.best()).isEqualTo(expected.best());
    assertThat(actual.parameters()).hasSameSizeAs(expected.parameters());
    for (int index = 0; index < expected.parameters().size(); index++) {
      assertThat(actual.parameters().get(index))
          .as("parameter %d", index)
          .isEqualTo(expected.parameters().get(index));
    }
  }

  private static TrainingSettings settings(Optimizer optimizer, StepSettings steps, int patience) {
    return new TrainingSettings(
        EPOCHS,
        BATCH_SIZE,
        optimizer,
        0.01,
        Schedule.COSINE,
        0.2,
        patience,
        steps,
        Optional.of(
            new Augmentation(
                Optional.empty(),
                0.5,
                1.2,
                Augmentation.Flip.BOTH,
                0.1,
                0.1,
                0.1,
                0,
                5,
                0.2,
                0.2)));
  }

  /** A new order for each epoch. */
  private EpochOrder order() {
    return epoch -> {
      int[] positions = FIRST_24.clone();
      SplittableRandom random = streams.stream("shuffle", epoch);
      for (int last = positions.length - 1; last > 0; last--) {
        int other = random.nextInt(last + 1);
        int kept = positions[last];
        positions[last] = positions[other];
        positions[other] = kept;
      }
      return positions;
    };
  }

  /** What makes training stop here and there. */
  private static final class Objectives {
    private Objectives() {}

    static Objective learning() {
      return SmallNetwork.crossEntropy();
    }

    /** Interrupts the thread in one of the next batches. */
    static Objective interrupted(int[] left) {
      return (network, batch, training) -> {
        left[0]--;
        if (left[0] == 0) {
          Thread.currentThread().interrupt();
        }
        return learning().loss(network, batch, training);
      };
    }

    /** Learns as usual, but is given the validation losses. */
    static Objective validating(DoubleSupplier losses) {
      return (network, batch, training) ->
          training
              ? learning().loss(network, batch, true)
              : batch.manager().create((float) losses.getAsDouble());
    }
  }
}

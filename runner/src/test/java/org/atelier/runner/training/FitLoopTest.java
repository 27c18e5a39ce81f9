package org.atelier.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.atelier.api.UserException;
import org.atelier.api.result.LineChart;
import org.atelier.api.result.LineChart.Line;
import org.atelier.api.result.Table;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Network;
import org.atelier.api.training.EpochOrder;
import org.atelier.api.training.Objective;
import org.atelier.api.training.StepSettings;
import org.atelier.api.training.TrainingHistory;
import org.atelier.api.training.TrainingHistory.Epoch;
import org.atelier.api.training.TrainingSettings;
import org.atelier.api.training.TrainingSettings.Optimizer;
import org.atelier.api.training.TrainingSettings.Schedule;
import org.atelier.api.training.TrainingTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
@Timeout(60)
class FitLoopTest {
  private static final int[] FIRST_24 = IntStream.range(0, 24).toArray();
  private static final List<Integer> NEXT_6 = List.of(24, 25, 26, 27, 28, 29);

  @TempDir private Path folder;

  private final ProcessorCompute compute = new ProcessorCompute();
  private final SeededStreams streams = new SeededStreams(1, "stages.classify");
  private final SmallImages images = new SmallImages(30, 3, 8, 8);
  private final KeptProgress progress = new KeptProgress();
  private final NetworkMaker networks =
      new NetworkMaker(compute, streams, spec -> new SmallNetwork());
  private final FitLoop loop = new FitLoop(compute, streams, new BatchReader(compute), progress);

  private KeptResults results;

  @BeforeEach
  void results() {
    results = new KeptResults(folder);
  }

  @Test
  void lossFallsAndTheNetworkLearns() throws Exception {
    try (Network network = network()) {
      TrainingHistory history = fit(network, settings(15, Optimizer.ADAM, 0.02, 0), List.of());

      assertThat(history.epochs()).hasSize(15);
      assertThat(history.best()).isEqualTo(15);
      assertThat(history.epochs().get(14).trainingLoss())
          .isLessThan(history.epochs().get(0).trainingLoss() / 2);
    }
  }

  @Test
  void twoFitsAreEqualBitForBit() throws Exception {
    List<float[]> first;
    List<float[]> second;
    try (Network network = network()) {
      fit(network, settings(3, Optimizer.ADAM, 0.01, 0), List.of());
      first = parameters(network);
    }
    // What else the engine draws in between must not matter.
    try (var manager = compute.newManager()) {
      manager.randomNormal(new ai.djl.ndarray.types.Shape(100));
    }
    results = new KeptResults(folder);
    try (Network network = network()) {
      fit(network, settings(3, Optimizer.ADAM, 0.01, 0), List.of());
      second = parameters(network);
    }
    assertThat(first).hasSameSizeAs(second);
    for (int index = 0; index < first.size(); index++) {
      assertThat(second.get(index)).containsExactly(first.get(index));
    }
  }

  @Test
  void writesTableChartAndProgress() throws Exception {
    try (Network network = network()) {
      TrainingHistory history = fit(network, settings(2, Optimizer.SGD, 0.01, 0), NEXT_6);

      assertThat(results.contents()).containsOnlyKeys("training");
      Table table = (Table) results.contents().get("training").get(1);
      assertThat(table.columns())
          .containsExactly(
              "epoch",
              "training_loss",
              "validation_loss",
              "learning_rate",
              "seconds",
              "images_per_second");
      Epoch second = history.epochs().get(1);
      assertThat(table.rows().get(1).subList(0, 4))
          .containsExactly(2, second.trainingLoss(), second.validationLoss().getAsDouble(), 0.01);
      LineChart chart = (LineChart) results.contents().get("training").get(0);
      assertThat(chart.lines()).extracting(Line::name).containsExactly("training", "validation");
      assertThat(Files.readAllLines(folder.resolve("training.csv"))).hasSize(3);
      assertThat(progress.lines())
          .containsExactly(
              "classify: epoch 1 of 2: 24 of 24 images; loss " + shown(history, 0),
              "classify: validation after epoch 1 of 2: 6 of 6 images; loss "
                  + shownValidation(history, 0),
              "classify: epoch 2 of 2: 24 of 24 images; loss " + shown(history, 1),
              "classify: validation after epoch 2 of 2: 6 of 6 images; loss "
                  + shownValidation(history, 1));
    }
  }

  @Test
  void theTableIsKeptUpWhileTrainingGoesOn() throws Exception {
    List<Integer> lines = new ArrayList<>();
    Objective watching =
        (network, batch, training) -> {
          Path table = folder.resolve("training.csv");
          lines.add(Files.exists(table) ? lineCount(table) : 0);
          return SmallNetwork.crossEntropy().loss(network, batch, training);
        };
    try (Network network = network()) {
      fit(network, settings(3, Optimizer.SGD, 0.01, 0), List.of(), watching);
    }
    assertThat(lines).containsExactly(0, 0, 0, 2, 2, 2, 3, 3, 3);
  }

  @Test
  void stopsEarlyAndGoesBackToTheBestEpoch() throws Exception {
    double[] validationLosses = {0.9, 0.5, 0.7, 0.6, 0.8};
    List<List<float[]>> after = new ArrayList<>();
    Objective scripted =
        (network, batch, training) -> {
          if (training) {
            return SmallNetwork.crossEntropy().loss(network, batch, true);
          }
          after.add(parameters(network));
          return batch.manager().create((float) validationLosses[after.size() - 1]);
        };
    try (Network network = network()) {
      TrainingHistory history =
          fit(network, settings(20, Optimizer.ADAM, 0.01, 2), NEXT_6, scripted);

      assertThat(history.epochs()).hasSize(4);
      assertThat(history.best()).isEqualTo(2);
      assertThat(history.epochs().get(2).validationLoss().getAsDouble()).isEqualTo(0.7f);
      List<float[]> restored = parameters(network);
      assertThat(restored.get(0)).isNotEqualTo(after.get(3).get(0));
      for (int index = 0; index < restored.size(); index++) {
        assertThat(restored.get(index)).containsExactly(after.get(1).get(index));
      }
    }
  }

  @Test
  void aNetworkThatWasSetBackCanBeTrainedOn() throws Exception {
    double[] validationLosses = {0.1, 0.2};
    int[] validations = {0};
    Objective scripted =
        (network, batch, training) ->
            training
                ? SmallNetwork.crossEntropy().loss(network, batch, true)
                : batch.manager().create((float) validationLosses[validations[0]++]);
    try (Network network = network()) {
      fit(network, settings(2, Optimizer.ADAM, 0.01, 0), NEXT_6, scripted);
      List<float[]> before = parameters(network);
      results = new KeptResults(folder);
      fit(network, settings(1, Optimizer.ADAM, 0.01, 0), List.of());

      assertThat(parameters(network).get(0)).isNotEqualTo(before.get(0));
    }
  }

  @Test
  void aLossThatIsNoNumberStopsTrainingWithTheLikelyCause() {
    int[] steps = {0};
    Objective breaking =
        (network, batch, training) -> {
          NDArray loss = SmallNetwork.crossEntropy().loss(network, batch, training);
          return ++steps[0] == 5 ? loss.mul(Float.NaN) : loss;
        };
    try (Network network = network()) {
      assertThatThrownBy(
              () -> fit(network, settings(3, Optimizer.SGD, 0.5, 0), List.of(), breaking))
          .isInstanceOf(UserException.class)
          .hasMessage("the loss is NaN in epoch 2, batch 2")
          .extracting(thrown -> ((UserException) thrown).remedy())
          .isEqualTo(
              "most likely the steps are too large: try 'learning-rate: 0.05'; if that does not"
                  + " help, look for a model or a loss that divides by zero or takes the logarithm"
                  + " of zero, and for damaged images");
    }
  }

  @Test
  void anExcessiveLearningRateIsAnsweredWithTheUsualOne() {
    try (Network network = network()) {
      assertThatThrownBy(() -> fit(network, settings(3, Optimizer.SGD, 1e30, 0), List.of()))
          .isInstanceOf(UserException.class)
          .extracting(thrown -> ((UserException) thrown).remedy())
          .asString()
          .startsWith("most likely the steps are too large: try 'learning-rate: 0.001'");
    }
  }

  @Test
  void aLossThatIsNoNumberFromTheStartIsNotBlamedOnTheLearningRate() {
    Objective infinite =
        (network, batch, training) ->
            SmallNetwork.crossEntropy().loss(network, batch, training).mul(1e38f).mul(1e38f);
    try (Network network = network()) {
      assertThatThrownBy(
              () -> fit(network, settings(3, Optimizer.SGD, 0.5, 0), List.of(), infinite))
          .isInstanceOf(UserException.class)
          .hasMessage("the loss is Infinity in epoch 1, batch 1")
          .extracting(thrown -> ((UserException) thrown).remedy())
          .isEqualTo(
              "no step had been taken yet, so it is not the learning rate: look for a model or a"
                  + " loss that divides by zero or takes the logarithm of zero");
    }
  }

  @Test
  void aValidationLossThatIsNoNumberStopsTraining() {
    Objective breaking =
        (network, batch, training) -> {
          NDArray loss = SmallNetwork.crossEntropy().loss(network, batch, training);
          return training ? loss : loss.mul(Float.NaN);
        };
    try (Network network = network()) {
      assertThatThrownBy(() -> fit(network, settings(3, Optimizer.SGD, 0.001, 0), NEXT_6, breaking))
          .isInstanceOf(UserException.class)
          .hasMessage("the validation loss is NaN in epoch 1, batch 1")
          .extracting(thrown -> ((UserException) thrown).remedy())
          .asString()
          .startsWith("most likely the steps are too large: try 'learning-rate: 0.0001'");
    }
  }

  @Test
  void trainingGoesOnAfterAFailure() throws Exception {
    Objective failing =
        (network, batch, training) -> {
          throw new IllegalStateException("on purpose");
        };
    try (Network network = network()) {
      assertThatThrownBy(() -> fit(network, settings(1, Optimizer.SGD, 0.1, 0), List.of(), failing))
          .hasMessage("on purpose");
      fit(network, settings(1, Optimizer.SGD, 0.1, 0), List.of());
    }
  }

  @Test
  void anInterruptStopsAtTheEndOfTheBatch() {
    int[] steps = {0};
    Objective interrupted =
        (network, batch, training) -> {
          if (++steps[0] == 2) {
            Thread.currentThread().interrupt();
          }
          return SmallNetwork.crossEntropy().loss(network, batch, training);
        };
    try (Network network = network()) {
      assertThatThrownBy(
              () -> fit(network, settings(3, Optimizer.SGD, 0.1, 0), List.of(), interrupted))
          .isInstanceOf(InterruptedException.class);
    }
    assertThat(steps[0]).isEqualTo(2);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void arraysDoNotPileUp() throws Exception {
    List<Integer> arrays = new ArrayList<>();
    Objective counting =
        (network, batch, training) -> {
          arrays.add(compute.newManager().getParentManager().getManagedArrays().size());
          return SmallNetwork.crossEntropy().loss(network, batch, training);
        };
    try (Network network = network()) {
      StepSettings all = new StepSettings(0.9, 0.01, 1, 1, 0.9);
      fit(
          network,
          new TrainingSettings(
              8, 8, Optimizer.NESTEROV, 0.01, Schedule.CONSTANT, 0.2, 0, all, Optional.empty()),
          NEXT_6,
          counting);
    }
    // Batches are read ahead, so that there are a few arrays more or fewer.
    assertThat(arrays.get(arrays.size() - 1)).isLessThanOrEqualTo(arrays.get(8) + 16);
  }

  /** Whatever is shown while validating, training itself goes on from its own parameters. */
  @Test
  void theAverageChangesNothingInTrainingAndIsWhatIsKept() throws Exception {
    TrainingHistory plain;
    TrainingHistory averaged;
    List<float[]> last;
    List<float[]> kept;
    try (Network network = network()) {
      plain = fit(network, settings(4, Optimizer.SGD, 0.05, 0), NEXT_6);
    }
    try (Network network = network()) {
      fit(network, settings(4, Optimizer.SGD, 0.05, 0), List.of());
      last = parameters(network);
    }
    results = new KeptResults(folder);
    double[] validated = new double[1];
    Objective watched =
        (network, batch, training) -> {
          NDArray loss = SmallNetwork.crossEntropy().loss(network, batch, training);
          if (!training) {
            validated[0] = loss.getFloat();
          }
          return loss;
        };
    try (Network network = network()) {
      averaged = fit(network, averaging(4, 0.9), NEXT_6, watched);
      kept = parameters(network);
      assertThat(averaged.best()).isEqualTo(4);
      assertThat(validationLoss(network)).isEqualTo(validated[0]);
    }
    for (int epoch = 0; epoch < 4; epoch++) {
      assertThat(averaged.epochs().get(epoch).trainingLoss())
          .isEqualTo(plain.epochs().get(epoch).trainingLoss());
    }
    assertThat(kept.get(0)).isNotEqualTo(last.get(0));
  }

  @Test
  void theAverageFollowsItsFormula() {
    try (Network network = network();
        AveragedParameters average =
            AveragedParameters.of(0.15, network.block(), compute.newManager())) {
      NDArray array = network.block().getParameters().get(0).getValue().getArray();
      float[] own = array.toFloatArray();
      float[] expected = own.clone();
      // min(0.15, t / (9 + t)) is 1/10, then 0.15.
      for (double decay : new double[] {0.1, 0.15, 0.15}) {
        for (int index = 0; index < own.length; index++) {
          own[index] += 0.5f + index;
          expected[index] = (float) (decay * expected[index] + (1 - decay) * own[index]);
        }
        array.set(own);
        average.follow();
      }
      average.show();
      assertThat(array.toFloatArray()).containsExactly(expected, within(1e-5f));
      average.hide();
      assertThat(array.toFloatArray()).containsExactly(own);
    }
  }

  private static TrainingSettings averaging(int epochs, double decay) {
    return new TrainingSettings(
        epochs,
        8,
        Optimizer.SGD,
        0.05,
        Schedule.CONSTANT,
        0.2,
        0,
        new StepSettings(0.9, 0, 0, 0, decay),
        Optional.empty());
  }

  private double validationLoss(Network network) throws InterruptedException {
    int[] positions = NEXT_6.stream().mapToInt(Integer::intValue).toArray();
    try (Batches.Pass pass = new BatchReader(compute).open(images, positions, 8);
        Batch batch = pass.next()) {
      return SmallNetwork.crossEntropy().loss(network, batch, false).getFloat();
    }
  }

  private Network network() {
    return networks.create(SmallNetwork.reference(), images.contents());
  }

  private TrainingHistory fit(Network network, TrainingSettings settings, List<Integer> validation)
      throws IOException, InterruptedException {
    return fit(network, settings, validation, SmallNetwork.crossEntropy());
  }

  private TrainingHistory fit(
      Network network, TrainingSettings settings, List<Integer> validation, Objective objective)
      throws IOException, InterruptedException {
    return loop.fit(
        new TrainingTask(network, images, shuffled(), validation, objective), settings, results);
  }

  private static TrainingSettings settings(
      int epochs, Optimizer optimizer, double learningRate, int patience) {
    return new TrainingSettings(
        epochs, 8, optimizer, learningRate, Schedule.CONSTANT, 0.2, patience);
  }

  /** A new order for each epoch. */
  private EpochOrder shuffled() {
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

  private static String shown(TrainingHistory history, int index) {
    return String.format(Locale.ROOT, "%.3g", history.epochs().get(index).trainingLoss());
  }

  private static String shownValidation(TrainingHistory history, int index) {
    return String.format(
        Locale.ROOT, "%.3g", history.epochs().get(index).validationLoss().getAsDouble());
  }

  private static int lineCount(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<float[]> parameters(Network network) {
    List<float[]> values = new ArrayList<>();
    for (Parameter parameter : network.block().getParameters().values()) {
      values.add(parameter.getArray().toFloatArray());
    }
    return values;
  }
}

package org.atelier.runner.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.atelier.api.ModelManifest;
import org.atelier.api.StageContext;
import org.atelier.api.UserException;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;
import org.atelier.api.service.Progress;
import org.atelier.api.service.RandomStreams;
import org.atelier.api.service.Training;
import org.atelier.api.training.Augmentation;
import org.atelier.api.training.FixedFeatures;
import org.atelier.api.training.LearnsFromData;
import org.atelier.api.training.TrainingHistory;
import org.atelier.api.training.TrainingHistory.Epoch;
import org.atelier.api.training.TrainingSettings;
import org.atelier.api.training.TrainingTask;
import org.atelier.runner.training.FitCheckpoints.BegunEpoch;
import org.atelier.runner.training.FitCheckpoints.Reached;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one training loop. */
public final class FitLoop implements Training {
  private static final Logger LOG = LoggerFactory.getLogger(FitLoop.class);

  /** Enough for means and for small dictionaries, however large the dataset is. */
  private static final int IMAGES_TO_LEARN_FROM = 2_048;

  private static final String TRAINING_LOSS = "loss";

  /** Above it a tenth is still far too much; then the usual rate is proposed. */
  private static final double LARGEST_USUAL_RATE = 1;

  private static final double USUAL_RATE = 1e-3;

  private final Compute compute;
  private final RandomStreams streams;
  private final Batches batches;
  private final Progress progress;
  private final Duration interval;

  /** Fits of the stage that have begun: with it a fit finds its checkpoint again. */
  private int fits;

  /**
   * Makes the loop of one stage.
   *
   * @param compute where to train
   * @param streams where dropout's random numbers come from
   * @param batches reads the images
   * @param progress shows how far training is
   */
  public FitLoop(Compute compute, RandomStreams streams, Batches batches, Progress progress) {
    this(compute, streams, batches, progress, Duration.ofMinutes(5));
  }

  /** Prepares training that also writes a checkpoint in an epoch each time so long has passed. */
  FitLoop(
      Compute compute,
      RandomStreams streams,
      Batches batches,
      Progress progress,
      Duration interval) {
    this.interval = interval;
    this.compute = compute;
    this.streams = streams;
    this.batches = batches;
    this.progress = progress;
  }

  @Override
  public TrainingHistory fit(TrainingTask task, TrainingSettings settings, StageContext context)
      throws InterruptedException, IOException {
    checkCrops(task.network(), settings);
    LossCurves curves = new LossCurves(context);
    fits++;
    MemoryNotice.give(task.network(), settings.batchSize(), compute, progress, context);
    learn(task, settings);
    try (GradientStep step =
            GradientStep.of(settings, task.network().block(), compute.newManager());
        BestParameters best = new BestParameters(task.network().block(), compute.newManager());
        AveragedParameters average =
            AveragedParameters.of(
                settings.steps().ema(), task.network().block(), compute.newManager())) {
      FitCheckpoints checkpoints =
          new FitCheckpoints(
              context.checkpoints(),
              "fit-" + fits,
              List.of(new NetworkParameters(task.network().block()), step, average, best),
              interval);
      Reached reached = checkpoints.resume(compute);
      List<Epoch> epochs = new ArrayList<>(reached.epochs());
      BegunEpoch begun = reached.begun();
      if (!epochs.isEmpty()) {
        curves.keepUp(epochs);
      }
      Fit fit = fit(task, settings, context.stage(), step, average);
      while (epochs.size() < settings.epochs() && !stopsEarly(epochs, best, settings)) {
        epochs.add(fit.epoch(epochs, begun, best, checkpoints));
        begun = BegunEpoch.NOTHING;
        curves.keepUp(epochs);
        checkpoints.write(epochs, settings.epochs());
      }
      int last = epochs.size();
      boolean validated = best.epoch() > 0;
      if (last < settings.epochs()) {
        LOG.info("{}: stopped early, epoch {} was best", context.stage(), best.epoch());
      }
      if (validated && best.epoch() < last) {
        best.show();
      } else {
        average.show();
      }
      curves.report(epochs);
      return new TrainingHistory(epochs, validated ? best.epoch() : last);
    }
  }

  /** Has the network compute what it takes from images of the first epoch. */
  private void learn(TrainingTask task, TrainingSettings settings) throws InterruptedException {
    if (!(task.network().block() instanceof LearnsFromData)) {
      return;
    }
    int[] positions =
        Arrays.stream(task.order().positions(1)).limit(IMAGES_TO_LEARN_FROM).toArray();
    if (positions.length > 0) {
      ((LearnsFromData) task.network().block())
          .learn(
              () -> batches.open(task.dataset(), positions, settings.batchSize()),
              streams.stream("learning"));
    }
  }

  private static boolean stopsEarly(
      List<Epoch> epochs, BestParameters best, TrainingSettings settings) {
    return settings.patience() > 0
        && best.epoch() > 0
        && epochs.size() - best.epoch() >= settings.patience();
  }

  /** Checks that what is learnt on crops is of use on whole images. */
  private static void checkCrops(Network network, TrainingSettings settings) {
    int side = settings.augmentation().flatMap(Augmentation::cropSize).orElse(0);
    if (side > 0 && !network.takes(side, side)) {
      ModelManifest manifest = network.manifest();
      throw new UserException(
          "crop-size: %d does not go with model '%s' and images of %d x %d pixels: its parameters depend on the size of its images"
              .formatted(side, manifest.model().type(), manifest.width(), manifest.height()),
          "leave crop-size out, or use a model that takes images of any size, such as residual-cnn");
    }
  }

  /** Prepares the epochs: on images, or on what fixed layers make of them. */
  private Fit fit(
      TrainingTask task,
      TrainingSettings settings,
      String stage,
      GradientStep step,
      AveragedParameters average)
      throws InterruptedException {
    int fixed =
        task.network().block() instanceof FixedFeatures
            ? ((FixedFeatures) task.network().block()).fixedLayers()
            : 0;
    if (fixed > 0 && settings.augmentation().isEmpty()) {
      int images = task.dataset().contents().size();
      try (Progress.Task shown = progress.start(stage + ": features", images, "images")) {
        Optional<FeatureBatches> features =
            FeatureBatches.of(
                compute, batches, task.dataset(), task.network().layers(), fixed, shown);
        if (features.isPresent()) {
          Network trained = new TrainedPart(task.network(), fixed);
          return new Fit(task, trained, features.get(), settings, stage, step, average);
        }
      }
    }
    return new Fit(task, task.network(), batches, settings, stage, step, average);
  }

  /** What stays the same from epoch to epoch. */
  private final class Fit {
    private final TrainingTask task;
    private final Network network;
    private final Batches inputs;
    private final TrainingSettings settings;
    private final String stage;
    private final GradientStep step;
    private final AveragedParameters average;
    private final int[] validation;

    Fit(
        TrainingTask task,
        Network network,
        Batches inputs,
        TrainingSettings settings,
        String stage,
        GradientStep step,
        AveragedParameters average) {
      this.task = task;
      this.network = network;
      this.inputs = inputs;
      this.settings = settings;
      this.stage = stage;
      this.step = step;
      this.average = average;
      this.validation = task.validation().stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Trains for one epoch or the rest of it, validates, and offers what was validated as the best.
     */
    Epoch epoch(
        List<Epoch> finished, BegunEpoch begun, BestParameters best, FitCheckpoints checkpoints)
        throws InterruptedException, IOException {
      int number = finished.size() + 1;
      int[] positions = task.order().positions(number);
      if (positions.length == 0) {
        throw new UserException(
            "stage '%s' has no images to train on".formatted(stage),
            "add images to its dataset, or hold fewer of them back for validation");
      }
      int steps = (positions.length - 1) / settings.batchSize() + 1;
      LearningRate learningRate = new LearningRate(settings, number, steps);
      BegunEpoch trained = train(positions, learningRate, finished, begun, checkpoints);
      OptionalDouble validationLoss = OptionalDouble.empty();
      if (validation.length > 0) {
        average.show();
        try {
          validationLoss = OptionalDouble.of(validate(number));
          best.offer(number, validationLoss.getAsDouble());
          average.hide();
        } catch (InterruptedException e) {
          average.hide();
          keepAtInterruption(finished, trained, positions.length, checkpoints);
          throw e;
        }
      }
      return new Epoch(
          number,
          trained.loss(),
          validationLoss,
          learningRate.of(steps),
          trained.seconds(),
          positions.length);
    }

    /** Trains on the batches of an epoch that have not been trained on. */
    private BegunEpoch train(
        int[] positions,
        LearningRate learningRate,
        List<Epoch> finished,
        BegunEpoch begun,
        FitCheckpoints checkpoints)
        throws InterruptedException, IOException {
      int epoch = finished.size() + 1;
      BegunEpoch reached = begun;
      try (Progress.Task shown = show("epoch", epoch, positions.length);
          Batches.Pass pass = open(epoch, positions)) {
        skip(pass, begun.batches(), shown);
        long start = System.nanoTime();
        for (Batch next = pass.next(); next != null; next = pass.next()) {
          try (Batch batch = next) {
            int number = reached.batches() + 1;
            EngineSeed.set(compute, streams.seed("training in epoch " + epoch, number));
            double loss = gradients(batch);
            if (!Double.isFinite(loss)) {
              throw notFinite(TRAINING_LOSS, loss, epoch, number);
            }
            step.take(
                learningRate.of(number), parameter -> task.objective().uses(batch, parameter));
            average.follow();
            double seconds = begun.seconds() + (System.nanoTime() - start) / 1e9;
            reached = reached.with(loss, batch.size(), seconds);
            shown.advance(batch.size());
            shown.note(String.format(Locale.ROOT, "loss %.3g", reached.loss()));
          }
          if (checkpoints.due()) {
            keep(finished, reached, positions.length, checkpoints);
          }
        }
      } catch (InterruptedException e) {
        if (reached.batches() > begun.batches()) {
          keepAtInterruption(finished, reached, positions.length, checkpoints);
        }
        throw e;
      }
      return reached;
    }

    /** Reads what an earlier run has trained on: the batches after it are then the same. */
    private static void skip(Batches.Pass pass, int batches, Progress.Task shown)
        throws InterruptedException {
      for (int batch = 0; batch < batches; batch++) {
        try (Batch seen = pass.next()) {
          shown.advance(seen.size());
        }
      }
    }

    /** Keeps what can be kept: that a disk is full does not make an interruption a failure. */
    private void keepAtInterruption(
        List<Epoch> finished, BegunEpoch begun, int images, FitCheckpoints checkpoints) {
      try {
        keep(finished, begun, images, checkpoints);
      } catch (IOException | UserException e) {
        LOG.warn("{}: what was trained since the last checkpoint is lost", stage, e);
      }
    }

    private void keep(
        List<Epoch> finished, BegunEpoch begun, int images, FitCheckpoints checkpoints)
        throws IOException {
      checkpoints.write(
          new Reached(List.copyOf(finished), begun),
          "%d of %d images of epoch %d of %d"
              .formatted(begun.images(), images, finished.size() + 1, settings.epochs()));
    }

    private Batches.Pass open(int epoch, int[] positions) {
      int batchSize = settings.batchSize();
      if (settings.augmentation().isEmpty()) {
        return inputs.open(task.dataset(), positions, batchSize);
      }
      long seed = streams.seed("augmentation", epoch);
      return inputs.open(task.dataset(), positions, batchSize, settings.augmentation().get(), seed);
    }

    /** Computes the loss of a batch and the parameters' gradients. */
    private double gradients(Batch batch) {
      try (GradientCollector collector =
          Engine.getEngine(compute.engine()).newGradientCollector()) {
        NDArray loss = task.objective().loss(network, batch, true);
        // Read after this, since reading waits for what MXNet computes in the background.
        collector.backward(loss);
        return scalar(loss);
      }
    }

    private double validate(int epoch) throws InterruptedException {
      BegunEpoch seen = BegunEpoch.NOTHING;
      try (Progress.Task shown = show("validation after epoch", epoch, validation.length);
          Batches.Pass pass = inputs.open(task.dataset(), validation, settings.batchSize())) {
        for (Batch next = pass.next(); next != null; next = pass.next()) {
          try (Batch batch = next) {
            double loss = scalar(task.objective().loss(network, batch, false));
            if (!Double.isFinite(loss)) {
              throw notFinite("validation loss", loss, epoch, seen.batches() + 1);
            }
            seen = seen.with(loss, batch.size(), 0);
            shown.advance(batch.size());
          }
        }
        shown.note(String.format(Locale.ROOT, "loss %.3g", seen.loss()));
      }
      return seen.loss();
    }

    private Progress.Task show(String what, int epoch, int images) {
      return progress.startPart(
          "%s: %s %d of %d".formatted(stage, what, epoch, settings.epochs()),
          epoch,
          settings.epochs(),
          images,
          "images");
    }

    private UserException notFinite(String what, double loss, int epoch, int batch) {
      String message = "the %s is %s in epoch %d, batch %d".formatted(what, loss, epoch, batch);
      String breaks = "a model or a loss that divides by zero or takes the logarithm of zero";
      boolean untrained = what.equals(TRAINING_LOSS) && epoch == 1 && batch == 1;
      if (untrained) {
        return new UserException(
            message,
            "no step had been taken yet, so it is not the learning rate: look for " + breaks);
      }
      return new UserException(
          message,
          "most likely the steps are too large: try 'learning-rate: %s'; if that does not help, look for %s, and for damaged images"
              .formatted(gentler(settings.learningRate()), breaks));
    }
  }

  /** Returns a tenth of a learning rate, or the usual one if that is still large. */
  private static String gentler(double learningRate) {
    BigDecimal gentler =
        learningRate > LARGEST_USUAL_RATE
            ? BigDecimal.valueOf(USUAL_RATE)
            : BigDecimal.valueOf(learningRate).movePointLeft(1);
    return gentler.stripTrailingZeros().toPlainString();
  }

  private static double scalar(NDArray loss) {
    if (loss.size() != 1) {
      throw new IllegalStateException(
          "an objective must give one number, but its shape is " + loss.getShape());
    }
    return loss.toFloatArray()[0];
  }
}

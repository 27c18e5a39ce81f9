package org.atelier.runner.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.math.BigDecimal;
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
              List.of(new NetworkParameters(task.network().block()), step, average, best));
      List<Epoch> epochs = new ArrayList<>(checkpoints.resume(compute));
      if (!epochs.isEmpty()) {
        curves.keepUp(epochs);
      }
      Fit fit = fit(task, settings, context.stage(), step, average);
      while (epochs.size() < settings.epochs() && !stopsEarly(epochs, best, settings)) {
        epochs.add(fit.epoch(epochs.size() + 1, best));
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

    /** Trains for one epoch, validates, and offers what was validated as the best. */
    Epoch epoch(int number, BestParameters best) throws InterruptedException {
      EngineSeed.set(compute, streams.seed("training", number));
      int[] positions = task.order().positions(number);
      if (positions.length == 0) {
        throw new UserException(
            "stage '%s' has no images to train on".formatted(stage),
            "add images to its dataset, or hold fewer of them back for validation");
      }
      int steps = (positions.length - 1) / settings.batchSize() + 1;
      LearningRate learningRate = new LearningRate(settings, number, steps);
      long begin = System.nanoTime();
      double loss = train(number, positions, learningRate);
      double seconds = (System.nanoTime() - begin) / 1e9;
      OptionalDouble validationLoss = OptionalDouble.empty();
      if (validation.length > 0) {
        average.show();
        validationLoss = OptionalDouble.of(validate(number));
        best.offer(number, validationLoss.getAsDouble());
        average.hide();
      }
      return new Epoch(
          number, loss, validationLoss, learningRate.of(steps), seconds, positions.length);
    }

    private double train(int epoch, int[] positions, LearningRate learningRate)
        throws InterruptedException {
      MeanLoss mean = new MeanLoss();
      try (Progress.Task shown = show("epoch", epoch, positions.length);
          Batches.Pass pass = open(epoch, positions)) {
        for (Batch next = pass.next(); next != null; next = pass.next()) {
          try (Batch batch = next) {
            double loss = gradients(batch);
            mean.add(loss, batch.size());
            if (!Double.isFinite(loss)) {
              throw notFinite(TRAINING_LOSS, loss, epoch, mean.batches());
            }
            step.take(
                learningRate.of(mean.batches()),
                parameter -> task.objective().uses(batch, parameter));
            average.follow();
            shown.advance(batch.size());
            shown.note(String.format(Locale.ROOT, "loss %.3g", mean.value()));
          }
        }
      }
      return mean.value();
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
      MeanLoss mean = new MeanLoss();
      try (Progress.Task shown = show("validation after epoch", epoch, validation.length);
          Batches.Pass pass = inputs.open(task.dataset(), validation, settings.batchSize())) {
        for (Batch next = pass.next(); next != null; next = pass.next()) {
          try (Batch batch = next) {
            double loss = scalar(task.objective().loss(network, batch, false));
            mean.add(loss, batch.size());
            if (!Double.isFinite(loss)) {
              throw notFinite("validation loss", loss, epoch, mean.batches());
            }
            shown.advance(batch.size());
          }
        }
        shown.note(String.format(Locale.ROOT, "loss %.3g", mean.value()));
      }
      return mean.value();
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

  /** The mean over images of losses that are means over batches. */
  private static final class MeanLoss {
    private double sum;
    private long images;
    private int batches;

    void add(double loss, int size) {
      sum += loss * size;
      images += size;
      batches++;
    }

    double value() {
      return sum / images;
    }

    int batches() {
      return batches;
    }
  }
}

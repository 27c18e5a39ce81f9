package org.atelier.plugin.classifier.evaluate;

import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.Evaluation;
import org.atelier.api.ModelManifest;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.result.Metric;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Network;
import org.atelier.api.service.Networks;
import org.atelier.api.service.Progress;
import org.atelier.api.service.RandomStreams;
import org.atelier.plugin.classifier.predict.ClassProbabilities;
import org.atelier.plugin.classifier.predict.ModelImages;

/**
 * The stage {@code evaluate-classifier}: tests a trained classifier on a dataset.
 *
 * <p>The classes saved with the model are the truth; the dataset's are mapped to them by name. The
 * stage's folder gets {@code per-class.csv}, {@code confusion-matrix.csv}, {@code
 * confusion-matrix.png} and {@code predictions.csv}.
 */
public final class EvaluateClassifier implements Stage<Evaluation> {
  private static final int MOST_RANKS = 3;

  private final Settings settings;
  private final Networks networks;
  private final Batches batches;
  private final Progress progress;
  private final RandomStreams streams;

  /**
   * What to test on what.
   *
   * @param classifier the trained classifier
   * @param dataset the images to test it on
   * @param batchSize images per pass through the network
   * @param flips whether mirror images count too
   */
  public record Settings(
      @Setting("stage that trained or opened the classifier") Reference<TrainedModel> classifier,
      @Setting("images to test it on") Reference<Dataset> dataset,
      @Setting(value = "images per pass through the network", defaultValue = "32")
          @Min(1)
          @Max(65_536)
          int batchSize,
      @Setting(
              value =
                  "whether the network sees the mirror image of each image too, and its two answers"
                      + " are averaged",
              defaultValue = "false")
          boolean flips) {}

  /** Makes the stage. */
  @Inject
  public EvaluateClassifier(
      Settings settings,
      Networks networks,
      Batches batches,
      Progress progress,
      RandomStreams streams) {
    this.settings = settings;
    this.networks = networks;
    this.batches = batches;
    this.progress = progress;
    this.streams = streams;
  }

  @Override
  public Evaluation run(StageContext context) throws InterruptedException, IOException {
    TrainedModel model = settings.classifier().get();
    List<String> classNames = model.manifest().classNames();
    DatasetContents contents = settings.dataset().get().contents();
    checkImages(model.manifest(), contents, context);
    ModelLabels labels =
        ModelLabels.map(classNames, settings.dataset().name(), contents.classCounts());
    int ranks = Math.min(MOST_RANKS, classNames.size());
    List<Prediction> predictions = predict(model, contents, labels, ranks, context.stage());
    Summary summary = new Summary(classNames, predictions, ranks, streams);
    List<Metric> metrics = summary.metrics();
    metrics.forEach(context.results()::metric);
    warnOfAbsentClasses(classNames, summary.matrix(), context);
    summary.warning().ifPresent(context.results()::warning);
    EvaluationReport report = new EvaluationReport(classNames, summary.matrix());
    context.results().add("per-class", report.perClass());
    context.results().add("confusion-matrix", report.confusionTable());
    context.results().add("confusion-matrix", report.confusionMap());
    context.results().add("predictions", report.predictions(contents, predictions, ranks));
    return new Evaluation(
        settings.classifier().name(),
        predictions.size(),
        metrics,
        context.folder().resolve("predictions.csv"));
  }

  private List<Prediction> predict(
      TrainedModel model, DatasetContents contents, ModelLabels labels, int ranks, String stage)
      throws InterruptedException {
    try (Network network = networks.open(model);
        Batches.Pass pass = batches.open(settings.dataset().get(), settings.batchSize());
        Progress.Task task = progress.start(stage + ": testing", contents.size(), "images")) {
      ClassProbabilities probabilities =
          new ClassProbabilities(network, settings.classifier().name(), contents, settings.flips());
      return new Predictor(probabilities, contents, labels, ranks).predict(pass, task);
    }
  }

  private void checkImages(ModelManifest manifest, DatasetContents contents, StageContext context) {
    if (contents.size() == 0) {
      throw new UserException(
          "dataset '%s' has no images to test on".formatted(settings.dataset().name()),
          "point the dataset at a folder with one sub-folder of images for each class");
    }
    ModelImages.compare(settings.dataset().name(), contents, settings.classifier().name(), manifest)
        .ifPresent(context.results()::warning);
  }

  private void warnOfAbsentClasses(
      List<String> classNames, ConfusionMatrix matrix, StageContext context) {
    int[] present = matrix.present();
    if (present.length == classNames.size()) {
      return;
    }
    List<String> absent =
        IntStream.range(0, classNames.size())
            .filter(label -> Arrays.binarySearch(present, label) < 0)
            .mapToObj(classNames::get)
            .toList();
    context
        .results()
        .warning(
            "dataset '%s' has no images of %d of the %d classes ('%s'): balanced accuracy and macro-F1 are means over the other %d"
                .formatted(
                    settings.dataset().name(),
                    absent.size(),
                    classNames.size(),
                    String.join("', '", absent),
                    present.length));
  }
}

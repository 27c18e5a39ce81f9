package org.atelier.plugin.classifier.explain;

import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;
import org.atelier.api.service.Networks;
import org.atelier.api.service.Progress;
import org.atelier.plugin.classifier.evaluate.ModelLabels;
import org.atelier.plugin.classifier.evaluate.Prediction;
import org.atelier.plugin.classifier.evaluate.Predictor;
import org.atelier.plugin.classifier.predict.ClassProbabilities;
import org.atelier.plugin.classifier.predict.ModelImages;

/**
 * The stage {@code explain-classifier}: shows where in images a classifier sees the class that it
 * predicts, and where the true one.
 *
 * <p>The stage's folder gets {@code explanations.png} (image and maps side by side), {@code
 * explanations.csv}, the maps over their images in {@code overlays}, and {@code mistakes.png}, the
 * mistakes that the classifier is surest of.
 */
public final class ExplainClassifier implements Stage<Explanations> {
  /** Pages and overlays of more images than this are for nobody to look at. */
  private static final int MOST_IMAGES = 500;

  private final Settings settings;
  private final Networks networks;
  private final Batches batches;
  private final Progress progress;
  private final Compute compute;

  /**
   * What to explain.
   *
   * @param classifier the trained classifier
   * @param dataset the images
   * @param images ids or patterns of the images to explain, instead of a choice
   * @param choose which images to explain
   * @param count how many of these, and how many mistakes to show
   * @param layer the layer whose feature maps are used
   * @param batchSize images per pass through the network
   */
  public record Settings(
      @Setting("stage that trained or opened the classifier") Reference<TrainedModel> classifier,
      @Setting("images that the classifier is asked about") Reference<Dataset> dataset,
      @Setting(
              value =
                  "ids of the images to explain, instead of choose and count; * stands for any"
                      + " characters, ? for any one",
              defaultValue = "[]")
          @Size(max = MOST_IMAGES)
          List<String> images,
      @Setting(
              value =
                  "which images to explain: the mistakes, or the right answers, that the classifier"
                      + " is surest of",
              defaultValue = "most-wrong")
          Choice choose,
      @Setting(
              value = "how many images to explain, and how many mistakes to show",
              defaultValue = "12")
          @Min(1)
          @Max(MOST_IMAGES)
          int count,
      @Setting("layer whose feature maps are used; by default the last that has any")
          Optional<String> layer,
      @Setting(value = "images per pass through the network", defaultValue = "32")
          @Min(1)
          @Max(65_536)
          int batchSize) {}

  /** Makes the stage. */
  @Inject
  public ExplainClassifier(
      Settings settings, Networks networks, Batches batches, Progress progress, Compute compute) {
    this.settings = settings;
    this.networks = networks;
    this.batches = batches;
    this.progress = progress;
    this.compute = compute;
  }

  @Override
  public Explanations run(StageContext context) throws InterruptedException, IOException {
    TrainedModel model = settings.classifier().get();
    Dataset dataset = settings.dataset().get();
    DatasetContents contents = dataset.contents();
    List<String> classNames = model.manifest().classNames();
    checkImages(model, contents, context);
    ModelLabels labels =
        ModelLabels.map(classNames, settings.dataset().name(), contents.classCounts());
    List<Integer> named = named(contents);
    ExplanationPages pages = new ExplanationPages(dataset, classNames);
    try (Network network = networks.open(model)) {
      GradCam maps = maps(network);
      List<Prediction> predictions = predict(network, contents, labels, context.stage());
      List<Prediction> mistakes = Choice.MOST_WRONG.of(predictions, settings.count());
      context.results().add("mistakes", pages.mistakes(mistakes));
      List<Prediction> chosen =
          settings.images().isEmpty()
              ? settings.choose().of(predictions, settings.count())
              : named.stream().map(predictions::get).toList();
      warnOfNone(chosen, context);
      List<Explanation> explanations = explain(maps, chosen, context.stage());
      context.results().add("explanations", pages.page(explanations, maps.layer()));
      List<List<String>> files = writeOverlays(pages, explanations, context);
      context.results().add("explanations", pages.table(explanations, files));
      return new Explanations(
          settings.classifier().name(),
          maps.layer(),
          explanations.size(),
          context.folder().resolve("explanations.csv"));
    }
  }

  private void checkImages(TrainedModel model, DatasetContents contents, StageContext context) {
    if (contents.size() == 0) {
      throw new UserException(
          "dataset '%s' has no images to explain".formatted(settings.dataset().name()),
          "point the dataset at a folder with one sub-folder of images for each class");
    }
    ModelImages.compare(
            settings.dataset().name(), contents, settings.classifier().name(), model.manifest())
        .ifPresent(context.results()::warning);
  }

  /** Returns the positions of the images that the settings name, in the dataset's order. */
  private List<Integer> named(DatasetContents contents) {
    List<IdPattern> patterns = settings.images().stream().map(IdPattern::new).toList();
    for (IdPattern pattern : patterns) {
      if (contents.images().stream().noneMatch(image -> pattern.matches(image.id()))) {
        throw new UserException(
            "no image of dataset '%s' is called '%s'; its images are called like '%s'"
                .formatted(
                    settings.dataset().name(), pattern.text(), contents.images().get(0).id()),
            "mend the entry of images; * stands for any characters");
      }
    }
    List<Integer> positions = new ArrayList<>();
    for (int position = 0; position < contents.size(); position++) {
      LabelledImage image = contents.images().get(position);
      if (patterns.stream().anyMatch(pattern -> pattern.matches(image.id()))) {
        positions.add(position);
      }
    }
    if (positions.size() > MOST_IMAGES) {
      throw new UserException(
          "%d images of dataset '%s' have such names, more than the %d that can be explained at once"
              .formatted(positions.size(), settings.dataset().name(), MOST_IMAGES),
          "name fewer images");
    }
    return positions;
  }

  private GradCam maps(Network network) {
    String classifier = settings.classifier().name();
    return settings.layer().isPresent()
        ? GradCam.ofLayer(compute, network, settings.layer().get())
        : GradCam.ofLastFeatureMaps(compute, network, classifier);
  }

  private List<Prediction> predict(
      Network network, DatasetContents contents, ModelLabels labels, String stage)
      throws InterruptedException {
    try (Batches.Pass pass = batches.open(settings.dataset().get(), settings.batchSize());
        Progress.Task task = progress.start(stage + ": predicting", contents.size(), "images")) {
      ClassProbabilities probabilities =
          new ClassProbabilities(network, settings.classifier().name(), contents, false);
      return new Predictor(probabilities, contents, labels, 1).predict(pass, task);
    }
  }

  private void warnOfNone(List<Prediction> chosen, StageContext context) {
    if (chosen.isEmpty()) {
      context
          .results()
          .warning(
              "no image is explained: '%s' has no %s on dataset '%s'"
                  .formatted(
                      settings.classifier().name(),
                      settings.choose() == Choice.MOST_WRONG ? "mistakes" : "right answers",
                      settings.dataset().name()));
    }
  }

  private List<Explanation> explain(GradCam maps, List<Prediction> chosen, String stage)
      throws InterruptedException {
    int[] positions = chosen.stream().mapToInt(Prediction::position).toArray();
    List<Explanation> explanations = new ArrayList<>();
    try (Batches.Pass pass =
            batches.open(settings.dataset().get(), positions, settings.batchSize());
        Progress.Task task = progress.start(stage + ": explaining", chosen.size(), "images")) {
      boolean more = true;
      while (more) {
        try (Batch batch = pass.next()) {
          more = batch != null;
          if (more) {
            int from = explanations.size();
            explanations.addAll(explain(maps, batch, chosen.subList(from, from + batch.size())));
            task.advance(batch.size());
          }
        }
      }
    }
    return explanations;
  }

  private static List<Explanation> explain(GradCam maps, Batch batch, List<Prediction> chosen) {
    int[] predicted = chosen.stream().mapToInt(one -> one.best().label()).toArray();
    int[] truth = chosen.stream().mapToInt(Prediction::truth).toArray();
    List<ClassMap> ofPredicted = maps.maps(batch.images(), predicted);
    List<ClassMap> ofTruth = maps.maps(batch.images(), truth);
    List<Explanation> explanations = new ArrayList<>();
    for (int index = 0; index < chosen.size(); index++) {
      explanations.add(
          new Explanation(chosen.get(index), ofPredicted.get(index), ofTruth.get(index)));
    }
    return explanations;
  }

  private static List<List<String>> writeOverlays(
      ExplanationPages pages, List<Explanation> explanations, StageContext context)
      throws IOException {
    List<List<String>> files = new ArrayList<>();
    for (Explanation explanation : explanations) {
      String file = "overlays/%03d".formatted(files.size() + 1);
      files.add(pages.writeOverlays(explanation, context.folder(), file));
    }
    return files;
  }
}

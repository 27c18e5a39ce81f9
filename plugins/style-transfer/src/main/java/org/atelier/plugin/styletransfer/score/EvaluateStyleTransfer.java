package org.atelier.plugin.styletransfer.score;

import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.Evaluation;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.result.Metric;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;
import org.atelier.api.service.Networks;
import org.atelier.api.service.Progress;
import org.atelier.api.service.RandomStreams;
import org.atelier.plugin.styletransfer.StyledImages;
import org.atelier.plugin.styletransfer.features.FeatureNetwork;
import org.atelier.plugin.styletransfer.method.Pixels;
import org.atelier.plugin.styletransfer.method.PngFile;
import org.atelier.plugin.styletransfer.method.Style;

/**
 * The stage {@code evaluate-style-transfer}: says how far pictures are from the images that they
 * are made of, how far from the style that they were given, and how many of them a classifier takes
 * for it; each beside the untouched image and the mean image of the style's class.
 *
 * <p>All is seen by networks that had no part in making the pictures, as those are made to please
 * the others. The stage's folder gets {@code scores.csv} (means), {@code pictures.csv} (a row for
 * each picture) and the pictures of content images by styles ({@code grid.png}).
 */
public final class EvaluateStyleTransfer implements Stage<Evaluation> {
  private static final String PICTURES = "pictures";

  private final Settings settings;
  private final Networks networks;
  private final Batches batches;
  private final Progress progress;
  private final RandomStreams streams;
  private final Compute compute;

  /**
   * What to score, and by what.
   *
   * @param pictures what the methods made
   * @param dataset the images that the pictures are made of
   * @param styles the images that show the styles
   * @param classifier names the class of an image
   * @param features what content and style are seen in; the classifier if empty
   * @param contentLayer the layer that content is seen in
   * @param styleLayers the layers that style is seen in
   * @param examples content images drawn
   * @param batchSize images of the styles per pass through the network
   */
  public record Settings(
      @Setting("stages that made the pictures, one for each method") @Size(min = 1, max = 16)
          List<Reference<StyledImages>> pictures,
      @Setting("images that the pictures are made of") Reference<Dataset> dataset,
      @Setting("images that show the styles, and whose mean images are the baseline")
          Reference<Dataset> styles,
      @Setting("stage that trained a classifier that had no part in making the pictures")
          Reference<TrainedModel> classifier,
      @Setting(
              "stage that trained the network whose features content and style are seen in, which"
                  + " had no part in making the pictures; if left out, the classifier")
          Optional<Reference<TrainedModel>> features,
      @Setting(
              "layer that content is seen in; by default the last of the middle size of feature"
                  + " maps")
          Optional<String> contentLayer,
      @Setting(
              value =
                  "layers that styles are seen in, 'image' for the pixels; by default the pixels and"
                      + " the last layer of each size of feature maps",
              defaultValue = "[]")
          @Size(max = 32)
          List<String> styleLayers,
      @Setting(value = "content images to draw, each in all styles", defaultValue = "6")
          @Min(0)
          @Max(100)
          int examples,
      @Setting(value = "images of the styles per pass through the network", defaultValue = "8")
          @Min(1)
          @Max(4096)
          int batchSize) {
    /** Copies the lists. */
    public Settings {
      pictures = List.copyOf(pictures);
      styleLayers = List.copyOf(styleLayers);
    }
  }

  /** Makes the stage. */
  @Inject
  public EvaluateStyleTransfer(
      Settings settings,
      Networks networks,
      Batches batches,
      Progress progress,
      RandomStreams streams,
      Compute compute) {
    this.settings = settings;
    this.networks = networks;
    this.batches = batches;
    this.progress = progress;
    this.streams = streams;
    this.compute = compute;
  }

  @Override
  public Evaluation run(StageContext context) throws InterruptedException, IOException {
    Reference<TrainedModel> seenIn = settings.features().orElse(settings.classifier());
    checkApart(settings.classifier());
    checkApart(seenIn);
    try (Network classifier = networks.open(settings.classifier().get());
        Network network = networks.open(seenIn.get())) {
      FeatureNetwork features = FeatureNetwork.of(compute, network, seenIn.name());
      List<String> styleLayers = styleLayers(features);
      features.check(styleLayers);
      Judge judge =
          new Judge(
              compute,
              features,
              contentLayer(features),
              styleLayers,
              classifier,
              settings.classifier().name());
      StyleTargets targets = targets(judge, context);
      Map<Reference<StyledImages>, List<Score>> scores = score(judge, targets, context);
      new StyledGrid(settings, targets).draw(context);
      return report(scores, context);
    }
  }

  /** Checks that a network had no part in making the pictures. */
  private void checkApart(Reference<TrainedModel> network) {
    String digest = network.get().manifest().parametersSha256();
    for (Reference<StyledImages> pictures : settings.pictures()) {
      if (pictures.get().networks().contains(digest)) {
        throw new UserException(
            "'%s' had a part in making the pictures of '%s', which are made to please it: its score would say little"
                .formatted(network.name(), pictures.name()),
            "train another network, such as one of another model, and name it");
      }
    }
  }

  private List<String> styleLayers(FeatureNetwork features) {
    return settings.styleLayers().isEmpty() ? features.styleLayers() : settings.styleLayers();
  }

  private String contentLayer(FeatureNetwork features) {
    List<String> layers = features.styleLayers();
    String layer = settings.contentLayer().orElse(layers.get(layers.size() / 2));
    features.check(List.of(layer));
    return layer;
  }

  private StyleTargets targets(Judge judge, StageContext context) throws InterruptedException {
    Dataset dataset = settings.styles().get();
    StyleTargets targets = new StyleTargets(judge, settings.styles().name(), dataset.contents());
    for (Reference<StyledImages> pictures : settings.pictures()) {
      targets.add(pictures.get().level(), pictures.get().styles());
    }
    int[] positions = targets.positions();
    try (Batches.Pass pass = batches.open(dataset, positions, settings.batchSize());
        Progress.Task task =
            progress.start(context.stage() + ": describing styles", positions.length, "images")) {
      targets.read(pass, task);
    }
    return targets;
  }

  private Map<Reference<StyledImages>, List<Score>> score(
      Judge judge, StyleTargets targets, StageContext context)
      throws InterruptedException, IOException {
    Map<Reference<StyledImages>, List<Score>> scores = new LinkedHashMap<>();
    Scoring scoring = new Scoring(judge, targets);
    for (Reference<StyledImages> pictures : settings.pictures()) {
      List<StyledPicture> made = StyledPicture.read(pictures.get());
      List<Score> each = new ArrayList<>();
      try (Progress.Task task =
          progress.start(
              "%s: scoring %s".formatted(context.stage(), pictures.name()),
              made.size(),
              "pictures")) {
        for (StyledPicture picture : made) {
          if (Thread.interrupted()) {
            throw new InterruptedException("scoring pictures");
          }
          each.add(scoring.of(picture));
          task.advance(1);
        }
      }
      scores.put(pictures, each);
    }
    return scores;
  }

  private Evaluation report(Map<Reference<StyledImages>, List<Score>> scores, StageContext context)
      throws IOException {
    ScoreSheet sheet = new ScoreSheet(streams);
    scores.forEach((pictures, each) -> sheet.add(pictures.name(), pictures.get().method(), each));
    List<Metric> metrics = sheet.metrics();
    metrics.forEach(context.results()::metric);
    sheet.warnings().forEach(context.results()::warning);
    context.results().add("scores", sheet.means());
    context.results().add(PICTURES, sheet.pictures());
    return new Evaluation(
        String.join(", ", scores.keySet().stream().map(Reference::name).toList()),
        scores.values().stream().mapToInt(List::size).sum(),
        metrics,
        context.folder().resolve(PICTURES + ".csv"));
  }

  /** Scores one picture after another; what is known of images and styles is kept. */
  private final class Scoring {
    private final Judge judge;
    private final StyleTargets targets;
    private final DatasetContents contents = settings.dataset().get().contents();
    private final Map<Style, StyleTarget> known = new HashMap<>();
    private final Map<Style, Impression> means = new HashMap<>();
    private String shown = "";
    private Impression untouched;

    Scoring(Judge judge, StyleTargets targets) {
      this.judge = judge;
      this.targets = targets;
    }

    Score of(StyledPicture picture) {
      StyleTarget target = known.computeIfAbsent(picture.style(), targets::target);
      checkClass(target.className());
      if (!picture.content().equals(shown)) {
        untouched = judge.look(content(picture), "image '%s'".formatted(picture.content()));
        shown = picture.content();
      }
      Impression mean =
          means.computeIfAbsent(
              picture.style(),
              style ->
                  judge.look(
                      target.meanImage().resized(contents.height(), contents.width()),
                      "the mean image of '%s'".formatted(target.className())));
      Pixels made = Pixels.of(PngFile.read(picture.file()));
      checkSize(picture, made);
      return new Score(
          picture,
          figures(judge.look(made, picture.file().toString()), target),
          figures(untouched, target),
          figures(mean, target));
    }

    private Score.Figures figures(Impression seen, StyleTarget target) {
      return new Score.Figures(
          seen.contentDistance(untouched),
          seen.styleDistance(target.grams()),
          seen.likeliest().equals(target.className()));
    }

    private void checkClass(String className) {
      if (!judge.classNames().contains(className)) {
        throw new UserException(
            "the classifier '%s' does not know the class '%s' of a style; it knows: %s"
                .formatted(
                    settings.classifier().name(), className, String.join(", ", judge.classNames())),
            "train the classifier on a dataset with that class");
      }
    }

    private void checkSize(StyledPicture picture, Pixels made) {
      if (made.height() != contents.height() || made.width() != contents.width()) {
        throw new UserException(
            "%s has %d x %d pixels, but the images of dataset '%s' have %d x %d"
                .formatted(
                    picture.file(),
                    made.width(),
                    made.height(),
                    settings.dataset().name(),
                    contents.width(),
                    contents.height()),
            "set dataset to the one that the pictures were made of");
      }
    }

    private Pixels content(StyledPicture picture) {
      return Pixels.of(ContentImages.read(settings.dataset(), picture.content()));
    }
  }
}

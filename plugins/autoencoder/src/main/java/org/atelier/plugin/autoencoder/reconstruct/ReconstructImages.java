package org.atelier.plugin.autoencoder.reconstruct;

import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import org.atelier.api.result.ImageGrid;
import org.atelier.api.result.Metric;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Network;
import org.atelier.api.service.Networks;
import org.atelier.api.service.Progress;
import org.atelier.api.service.RandomStreams;

/**
 * The stage {@code reconstruct}: tests how well a trained autoencoder restores the images of a
 * dataset.
 *
 * <p>The stage's folder gets {@code reconstructions.csv}, a row for each image, and pictures of the
 * images restored best ({@code best.png}), worst ({@code worst.png}) and of those about the median
 * ({@code typical.png}). Each figure stands beside that of the mean image.
 */
public final class ReconstructImages implements Stage<Evaluation> {
  private static final String TABLE = "reconstructions";

  private final Settings settings;
  private final Networks networks;
  private final Batches batches;
  private final Progress progress;
  private final RandomStreams streams;

  /**
   * What to restore with what.
   *
   * @param autoencoder the trained network
   * @param dataset the images to restore
   * @param baseline the images whose mean image is the baseline; those to restore if empty
   * @param examples images drawn of the best, the typical and the worst
   * @param batchSize images per pass through the network
   */
  public record Settings(
      @Setting("stage that trained the autoencoder") Reference<TrainedModel> autoencoder,
      @Setting("images to restore") Reference<Dataset> dataset,
      @Setting(
              "images whose mean image is the baseline: those that were trained on; if left out,"
                  + " the mean image of the restored images themselves, which is stricter")
          Optional<Reference<Dataset>> baseline,
      @Setting(
              value = "images to draw of the best, of the typical and of the worst each",
              defaultValue = "6")
          @Min(0)
          @Max(100)
          int examples,
      @Setting(value = "images per pass through the network", defaultValue = "32")
          @Min(1)
          @Max(65_536)
          int batchSize) {}

  /** Makes the stage. */
  @Inject
  public ReconstructImages(
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
    TrainedModel model = settings.autoencoder().get();
    DatasetContents contents = settings.dataset().get().contents();
    checkImages(model.manifest(), settings.dataset());
    if (settings.baseline().isPresent()) {
      checkImages(model.manifest(), settings.baseline().get());
    }
    warnOfAnotherResize(model.manifest(), contents, context);
    try (Network network = networks.open(model)) {
      Restorer restorer = new Restorer(network, settings.autoencoder().name(), contents);
      List<Reconstruction> reconstructions = measure(restorer, contents, context);
      draw(restorer, reconstructions, contents, context);
      return report(reconstructions, contents, context);
    }
  }

  private List<Reconstruction> measure(
      Restorer restorer, DatasetContents contents, StageContext context)
      throws InterruptedException {
    MeanImage mean = meanImage(context);
    try (Batches.Pass pass = batches.open(settings.dataset().get(), settings.batchSize());
        Progress.Task task =
            progress.start(context.stage() + ": restoring", contents.size(), "images")) {
      return restorer.measure(pass, mean, task);
    }
  }

  private MeanImage meanImage(StageContext context) throws InterruptedException {
    Dataset dataset = settings.baseline().orElse(settings.dataset()).get();
    try (Batches.Pass pass = batches.open(dataset, settings.batchSize());
        Progress.Task task =
            progress.start(context.stage() + ": averaging", dataset.contents().size(), "images")) {
      return MeanImage.of(pass, task);
    }
  }

  private Evaluation report(
      List<Reconstruction> reconstructions, DatasetContents contents, StageContext context)
      throws IOException {
    String baseline =
        settings
            .baseline()
            .map(dataset -> "the mean image of '%s'".formatted(dataset.name()))
            .orElse("the mean of these images");
    Summary summary =
        new Summary(
            reconstructions,
            baseline,
            Comparison.hasSimilarity(contents.height(), contents.width()),
            streams);
    List<Metric> metrics = summary.metrics();
    metrics.forEach(context.results()::metric);
    summary.warning().ifPresent(context.results()::warning);
    context.results().add(TABLE, summary.table(contents));
    return new Evaluation(
        settings.autoencoder().name(),
        reconstructions.size(),
        metrics,
        context.folder().resolve(TABLE + ".csv"));
  }

  private void draw(
      Restorer restorer,
      List<Reconstruction> reconstructions,
      DatasetContents contents,
      StageContext context)
      throws InterruptedException, IOException {
    List<Reconstruction> sorted = new ArrayList<>(reconstructions);
    sorted.sort(
        Comparator.comparingDouble(reconstruction -> reconstruction.quality().meanSquaredError()));
    int count = Math.min(settings.examples(), sorted.size());
    if (count == 0) {
      return;
    }
    int middle = (sorted.size() - count) / 2;
    Map<String, List<Reconstruction>> groups = new LinkedHashMap<>();
    groups.put("best", sorted.subList(0, count));
    groups.put("typical", sorted.subList(middle, middle + count));
    List<Reconstruction> worst =
        new ArrayList<>(sorted.subList(sorted.size() - count, sorted.size()));
    java.util.Collections.reverse(worst);
    groups.put("worst", worst);
    for (Map.Entry<String, List<Reconstruction>> group : groups.entrySet()) {
      context
          .results()
          .add(group.getKey(), grid(group.getKey(), group.getValue(), restorer, contents));
    }
  }

  private ImageGrid grid(
      String which,
      List<Reconstruction> reconstructions,
      Restorer restorer,
      DatasetContents contents)
      throws InterruptedException {
    int[] positions = reconstructions.stream().mapToInt(Reconstruction::position).toArray();
    List<ImageGrid.Row> rows = new ArrayList<>();
    try (Batches.Pass pass =
        batches.open(settings.dataset().get(), positions, settings.batchSize())) {
      List<Drawing> drawings = restorer.draw(pass);
      for (int index = 0; index < drawings.size(); index++) {
        rows.add(row(reconstructions.get(index), drawings.get(index), contents));
      }
    }
    return new ImageGrid(
        "Reconstructions: the %s by mean squared error".formatted(which),
        List.of("original", "code", "reconstruction", "difference x %d".formatted(Drawing.GAIN)),
        rows);
  }

  private static ImageGrid.Row row(
      Reconstruction reconstruction, Drawing drawing, DatasetContents contents) {
    Quality quality = reconstruction.quality();
    String figures =
        String.format(
            Locale.ROOT,
            "MSE %.4g, PSNR %.1f dB",
            quality.meanSquaredError(),
            quality.signalToNoise());
    String similarity =
        Double.isNaN(quality.similarity())
            ? ""
            : String.format(Locale.ROOT, ", SSIM %.3f", quality.similarity());
    return new ImageGrid.Row(
        "",
        List.of(
            new ImageGrid.Cell(
                drawing.original(), contents.images().get(reconstruction.position()).id()),
            new ImageGrid.Cell(drawing.code(), ""),
            new ImageGrid.Cell(drawing.restored(), figures + similarity),
            new ImageGrid.Cell(drawing.difference(), "")));
  }

  private void checkImages(ModelManifest manifest, Reference<Dataset> dataset) {
    DatasetContents contents = dataset.get().contents();
    if (contents.size() == 0) {
      throw new UserException(
          "dataset '%s' has no images".formatted(dataset.name()),
          "point the dataset at a folder with images");
    }
    if (contents.height() != manifest.height() || contents.width() != manifest.width()) {
      throw new UserException(
          "dataset '%s' has images of %d x %d pixels, but '%s' was trained on %d x %d"
              .formatted(
                  dataset.name(),
                  contents.width(),
                  contents.height(),
                  settings.autoencoder().name(),
                  manifest.width(),
                  manifest.height()),
          "set the dataset's image-size to that of the dataset that the autoencoder was trained on");
    }
  }

  private void warnOfAnotherResize(
      ModelManifest manifest, DatasetContents contents, StageContext context) {
    if (contents.resize() != manifest.resize()) {
      context
          .results()
          .warning(
              "the images of dataset '%s' are brought to size by resize: %s, but '%s' was trained with resize: %s"
                  .formatted(
                      settings.dataset().name(),
                      word(contents.resize()),
                      settings.autoencoder().name(),
                      word(manifest.resize())));
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

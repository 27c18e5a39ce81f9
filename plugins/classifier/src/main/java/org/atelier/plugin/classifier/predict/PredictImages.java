package org.atelier.plugin.classifier.predict;

import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.Predictions;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.result.CsvWriter;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Network;
import org.atelier.api.service.Networks;
import org.atelier.api.service.Progress;

/**
 * The stage {@code predict-images}: writes down the probability of each class for each image of a
 * dataset, whose own classes do not matter.
 *
 * <p>The stage's folder gets {@code predictions.csv}, which is written batch by batch, so that
 * memory does not grow with the number of images.
 */
public final class PredictImages implements Stage<Predictions> {
  private final Settings settings;
  private final Networks networks;
  private final Batches batches;
  private final Progress progress;

  /**
   * What to predict with what.
   *
   * @param classifier the trained classifier
   * @param dataset the images
   * @param batchSize images per pass through the network
   * @param flips whether mirror images count too
   */
  public record Settings(
      @Setting("stage that trained or opened the classifier") Reference<TrainedModel> classifier,
      @Setting("images to classify") Reference<Dataset> dataset,
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
  public PredictImages(Settings settings, Networks networks, Batches batches, Progress progress) {
    this.settings = settings;
    this.networks = networks;
    this.batches = batches;
    this.progress = progress;
  }

  @Override
  public Predictions run(StageContext context) throws InterruptedException, IOException {
    TrainedModel model = settings.classifier().get();
    DatasetContents contents = settings.dataset().get().contents();
    if (contents.size() == 0) {
      throw new UserException(
          "dataset '%s' has no images".formatted(settings.dataset().name()),
          "point the dataset at images");
    }
    ModelImages.compare(
            settings.dataset().name(), contents, settings.classifier().name(), model.manifest())
        .ifPresent(context.results()::warning);
    List<String> classNames = model.manifest().classNames();
    Path table = context.folder().resolve("predictions.csv");
    try (Network network = networks.open(model);
        Batches.Pass pass = batches.open(settings.dataset().get(), settings.batchSize());
        Progress.Task task =
            progress.start(context.stage() + ": predicting", contents.size(), "images");
        CsvWriter rows = CsvWriter.create(table, columns(classNames))) {
      ClassProbabilities probabilities =
          new ClassProbabilities(network, settings.classifier().name(), contents, settings.flips());
      boolean more = true;
      while (more) {
        try (Batch batch = pass.next()) {
          more = batch != null;
          if (more) {
            write(batch, probabilities.of(batch), contents, classNames, rows);
            task.advance(batch.size());
          }
        }
      }
    }
    return new Predictions(settings.classifier().name(), contents.size(), classNames, table);
  }

  private static List<String> columns(List<String> classNames) {
    List<String> columns = new ArrayList<>(List.of("id", "predicted", "probability"));
    columns.addAll(classNames);
    return columns;
  }

  private static void write(
      Batch batch,
      float[][] probabilities,
      DatasetContents contents,
      List<String> classNames,
      CsvWriter rows)
      throws IOException {
    for (int index = 0; index < probabilities.length; index++) {
      float[] row = probabilities[index];
      int best = indexOfMaximum(row);
      List<Object> cells = new ArrayList<>(row.length + 3);
      cells.add(contents.images().get(batch.positions().get(index)).id());
      cells.add(classNames.get(best));
      cells.add(row[best]);
      for (float probability : row) {
        cells.add(probability);
      }
      rows.add(cells);
    }
  }

  /** Returns where the largest value stands, the first of equals. */
  private static int indexOfMaximum(float[] values) {
    int best = 0;
    for (int index = 1; index < values.length; index++) {
      if (values[index] > values[best]) {
        best = index;
      }
    }
    return best;
  }
}

package org.atelier.plugin.autoencoder.encode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.Encodings;
import org.atelier.api.LabelledImage;
import org.atelier.api.ModelManifest;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.array.EncodingsWriter;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Network;
import org.atelier.api.service.Networks;
import org.atelier.api.service.Progress;

/**
 * The stage {@code encode}: turns each image of a dataset into a trained network's code.
 *
 * <p>The stage's folder gets {@code encodings.npy} and {@code images.csv}, written batch by batch,
 * so that memory does not grow with the dataset.
 */
public final class EncodeImages implements Stage<Encodings> {
  private final Settings settings;
  private final Networks networks;
  private final Batches batches;
  private final Progress progress;

  /**
   * What to encode with what.
   *
   * @param model the trained network
   * @param dataset the images to encode
   * @param batchSize images per pass through the network
   */
  public record Settings(
      @Setting("stage that trained the network: one with a code, or a classifier")
          Reference<TrainedModel> model,
      @Setting("images to encode") Reference<Dataset> dataset,
      @Setting(value = "images per pass through the network", defaultValue = "32")
          @Min(1)
          @Max(65_536)
          int batchSize) {}

  /** Makes the stage. */
  @Inject
  public EncodeImages(Settings settings, Networks networks, Batches batches, Progress progress) {
    this.settings = settings;
    this.networks = networks;
    this.batches = batches;
    this.progress = progress;
  }

  @Override
  public Encodings run(StageContext context) throws InterruptedException, IOException {
    TrainedModel model = settings.model().get();
    Dataset dataset = settings.dataset().get();
    DatasetContents contents = dataset.contents();
    checkImages(model.manifest(), contents);
    warnOfAnotherResize(model.manifest(), contents, context);
    try (Network network = networks.open(model);
        Batches.Pass pass = batches.open(dataset, settings.batchSize());
        Progress.Task task =
            progress.start(context.stage() + ": encoding", contents.size(), "images");
        Batch first = pass.next();
        NDArray codes = network.encode(first.images());
        EncodingsWriter writer =
            new EncodingsWriter(context.folder(), codeShape(codes), contents.classNames())) {
      write(codes, first, contents, writer);
      task.advance(first.size());
      encodeOthers(network, pass, contents, writer, task);
      return writer.finish(context.stage());
    }
  }

  private void encodeOthers(
      Network network,
      Batches.Pass pass,
      DatasetContents contents,
      EncodingsWriter writer,
      Progress.Task task)
      throws InterruptedException, IOException {
    boolean more = true;
    while (more) {
      try (Batch batch = pass.next()) {
        more = batch != null;
        if (more) {
          write(network.encode(batch.images()), batch, contents, writer);
          task.advance(batch.size());
        }
      }
    }
  }

  private static List<Integer> codeShape(NDArray codes) {
    Shape shape = codes.getShape();
    return Arrays.stream(shape.slice(1).getShape()).mapToObj(Math::toIntExact).toList();
  }

  private void write(NDArray codes, Batch batch, DatasetContents contents, EncodingsWriter writer)
      throws IOException {
    float[] values = codes.toFloatArray();
    List<LabelledImage> images = batch.positions().stream().map(contents.images()::get).toList();
    int width = values.length / images.size();
    for (int index = 0; index < values.length; index++) {
      if (!Float.isFinite(values[index])) {
        throw new UserException(
            "'%s' encodes image '%s' as not-a-number or infinity: its parameters are damaged or training diverged"
                .formatted(settings.model().name(), images.get(index / width).id()),
            "train it again, with a lower learning-rate");
      }
    }
    writer.write(values, images);
  }

  private void checkImages(ModelManifest manifest, DatasetContents contents) {
    if (contents.size() == 0) {
      throw new UserException(
          "dataset '%s' has no images to encode".formatted(settings.dataset().name()),
          "point the dataset at a folder with images");
    }
    if (contents.height() != manifest.height() || contents.width() != manifest.width()) {
      throw new UserException(
          "dataset '%s' has images of %d x %d pixels, but '%s' was trained on %d x %d"
              .formatted(
                  settings.dataset().name(),
                  contents.width(),
                  contents.height(),
                  settings.model().name(),
                  manifest.width(),
                  manifest.height()),
          "set the dataset's image-size to that of the dataset that the model was trained on");
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
                      settings.model().name(),
                      word(manifest.resize())));
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

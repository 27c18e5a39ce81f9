package org.atelier.plugin.styletransfer.embedding;

import ai.djl.ndarray.NDManager;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.io.IOException;
import java.nio.file.Path;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.Flattened;
import org.atelier.api.Model;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.sampling.SampledOrder;
import org.atelier.api.sampling.Sampler;
import org.atelier.api.sampling.Split;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;
import org.atelier.api.service.Networks;
import org.atelier.api.service.RandomStreams;
import org.atelier.api.service.Training;
import org.atelier.api.training.TrainingSettings;
import org.atelier.api.training.TrainingTask;

/**
 * The stage {@code train-style-transfer}: trains a network that is given an image and the embedding
 * of a style, and puts out a picture that is near to both. The embeddings stay as they are.
 *
 * <p>In training each image comes with the embedding of its own class. Besides what {@link
 * Training} writes, the stage's folder gets the model folder {@code model}, with the embeddings in
 * it.
 */
public final class TrainStyleTransfer implements Stage<EmbeddingTransferModel> {
  private static final String MODEL_FOLDER = "model";

  /** Channels of an image and of an embedding. */
  private static final int STACKED = 6;

  private final Settings settings;
  private final Networks networks;
  private final Training training;
  private final RandomStreams streams;
  private final Compute compute;

  /**
   * What to train, on what, and how.
   *
   * @param dataset the images
   * @param embeddings the styles
   * @param model the network
   * @param styleWeight how much more the style counts than the content
   * @param training for how long and how
   */
  public record Settings(
      @Setting("images to train on, of classes that have embeddings") Reference<Dataset> dataset,
      @Setting("stage that learned the embeddings") Reference<StyleEmbeddings> embeddings,
      @Setting(
              value =
                  "autoencoder to train; its first convolution gets the three channels of an image"
                      + " and the three of an embedding",
              defaultValue = "{type: conv-autoencoder}")
          Reference<Model> model,
      @Setting(
              value =
                  "what the mean squared error to the embedding is multiplied by; that to the image"
                      + " counts once",
              defaultValue = "1")
          @DecimalMin("0")
          @DecimalMax("1000000")
          double styleWeight,
      @Flattened TrainingSettings training) {
    /** Checks what joins several settings. */
    public Settings {
      UnmixedClasses.check(training);
    }
  }

  /** Makes the stage. */
  @Inject
  public TrainStyleTransfer(
      Settings settings,
      Networks networks,
      Training training,
      RandomStreams streams,
      Compute compute) {
    this.settings = settings;
    this.networks = networks;
    this.training = training;
    this.streams = streams;
    this.compute = compute;
  }

  @Override
  public EmbeddingTransferModel run(StageContext context) throws InterruptedException, IOException {
    Dataset dataset = settings.dataset().get();
    DatasetContents contents = dataset.contents();
    StyleEmbeddings embeddings = settings.embeddings().get();
    checkImages(contents, embeddings);
    EmbeddedClasses classes =
        EmbeddedClasses.map(settings.dataset().name(), contents, embeddings.classNames());
    Split split =
        Split.heldBack(
            settings.dataset().name(),
            contents,
            settings.training().validationShare(),
            streams.stream("validation"));
    try (Network network = networks.create(settings.model(), contents, STACKED);
        NDManager memory = compute.newManager()) {
      training.fit(
          new TrainingTask(
              network,
              dataset,
              new SampledOrder(Sampler.SHUFFLE, 0, contents, split.training(), streams),
              split.validation(),
              new TransferObjective(
                  FrozenEmbeddings.read(embeddings, memory),
                  classes,
                  new Autoencoder(settings.model().name()),
                  settings.styleWeight())),
          settings.training(),
          context);
      Path folder = context.folder().resolve(MODEL_FOLDER);
      TrainedModel saved = network.save(folder);
      return new EmbeddingTransferModel(saved, embeddings.copyTo(folder));
    }
  }

  private void checkImages(DatasetContents contents, StyleEmbeddings embeddings) {
    if (contents.size() == 0) {
      throw new UserException(
          "dataset '%s' has no images to train on".formatted(settings.dataset().name()),
          "point the dataset at a folder with one sub-folder of images for each class");
    }
    if (contents.height() != embeddings.height() || contents.width() != embeddings.width()) {
      throw new UserException(
          "dataset '%s' has images of %d x %d pixels, but the embeddings of '%s' have %d x %d"
              .formatted(
                  settings.dataset().name(),
                  contents.width(),
                  contents.height(),
                  settings.embeddings().name(),
                  embeddings.width(),
                  embeddings.height()),
          "set the dataset's image-size to that of the dataset that the embeddings were learned"
              + " from");
    }
  }
}

package org.atelier.plugin.styletransfer.embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.Flattened;
import org.atelier.api.Loss;
import org.atelier.api.Model;
import org.atelier.api.ModelManifest;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.result.ImageGrid;
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
 * The stage {@code learn-style-embeddings}: learns an image for each class, so that what an
 * autoencoder makes of it is near to the images of the class. The autoencoder has been trained
 * before, or learns with them.
 *
 * <p>As it is compared with pixels, such an image comes to look like the mean of its class. The
 * stage's folder gets {@code embeddings.npy}, pictures of all embeddings ({@code embeddings.png})
 * and of what the autoencoder makes of them ({@code restored.png}), besides what {@link Training}
 * writes.
 */
public final class LearnStyleEmbeddings implements Stage<StyleEmbeddings> {
  private static final int COLOURS = 3;

  private static final String TABLE = "embeddings.npy";

  /** Pictures in a row. */
  private static final int COLUMNS = 7;

  private final Settings settings;
  private final Networks networks;
  private final Training training;
  private final RandomStreams streams;
  private final Compute compute;

  /**
   * What to learn, from what, and how.
   *
   * @param dataset the images
   * @param autoencoder a trained autoencoder, which stays as it is
   * @param model an autoencoder that is trained with the embeddings
   * @param loss what training makes small
   * @param embeddingRate how many times larger a step of an embedding is than one of the network
   * @param training for how long and how
   */
  public record Settings(
      @Setting("images whose classes are the styles") Reference<Dataset> dataset,
      @Setting(
              "stage that trained the autoencoder that the embeddings are learned through; it stays"
                  + " as it is, so that they come to look like images")
          Optional<Reference<TrainedModel>> autoencoder,
      @Setting(
              "instead of autoencoder, a model that is trained with the embeddings; what the network"
                  + " makes of them looks like images then, they themselves need not")
          Optional<Reference<Model>> model,
      @Setting(
              value =
                  "what training makes small: between what is made of a class's embedding and"
                      + " each of its images",
              defaultValue = "{type: mse}")
          Reference<Loss> loss,
      @Setting(
              value =
                  "how many times larger a training step of an embedding is than one of the"
                      + " autoencoder: each embedding is seen by the images of one class alone",
              defaultValue = "3")
          @DecimalMin("0.1")
          @DecimalMax("1000")
          double embeddingRate,
      @Flattened TrainingSettings training) {
    /** Checks what joins several settings. */
    public Settings {
      if (autoencoder.isPresent() == model.isPresent()) {
        throw new IllegalArgumentException(
            "give either autoencoder (a stage that trained one) or model (one to train with the"
                + " embeddings)");
      }
      UnmixedClasses.check(training);
    }
  }

  /** Makes the stage. */
  @Inject
  public LearnStyleEmbeddings(
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
  public StyleEmbeddings run(StageContext context) throws InterruptedException, IOException {
    DatasetContents contents = settings.dataset().get().contents();
    List<String> styles = styles(contents, context);
    if (settings.model().isPresent()) {
      return learn(settings.model().get().get(), contents, styles, context);
    }
    try (Network trained = networks.open(settings.autoencoder().orElseThrow().get())) {
      checkTakes(trained, contents);
      trained.block().freezeParameters(true);
      return learn((image, classes) -> trained.block(), contents, styles, context);
    }
  }

  private void checkTakes(Network trained, DatasetContents contents) {
    ModelManifest manifest = trained.manifest();
    if (manifest.channels() != COLOURS || !trained.takes(contents.height(), contents.width())) {
      throw new UserException(
          "dataset '%s' has images of %d x %d pixels and 3 channels, but '%s' was trained on %d x %d and %d"
              .formatted(
                  settings.dataset().name(),
                  contents.width(),
                  contents.height(),
                  autoencoderName(),
                  manifest.width(),
                  manifest.height(),
                  manifest.channels()),
          "set the dataset's image-size to that of the dataset that the autoencoder was trained on");
    }
  }

  private String autoencoderName() {
    return settings
        .autoencoder()
        .map(Reference::name)
        .orElseGet(() -> settings.model().orElseThrow().name());
  }

  private StyleEmbeddings learn(
      Model autoencoder, DatasetContents contents, List<String> styles, StageContext context)
      throws InterruptedException, IOException {
    Split split =
        Split.heldBack(
            settings.dataset().name(),
            contents,
            settings.training().validationShare(),
            streams.stream("validation"));
    try (Network network = networks.create(embedded(autoencoder, styles.size()), contents)) {
      EmbeddingNetwork embeddings = (EmbeddingNetwork) network.block();
      fit(network, embeddings, styles, split, context);
      draw(network, embeddings, styles, context);
      Path table = context.folder().resolve(TABLE);
      return new StyleEmbeddings(table, styles, contents.height(), contents.width())
          .write(index -> pixels(embeddings, index));
    }
  }

  private float[] pixels(EmbeddingNetwork embeddings, int index) {
    try (NDManager manager = compute.newManager()) {
      return embeddings.lookUp(List.of(index), manager).toFloatArray();
    }
  }

  /** Returns the classes that have images. */
  private List<String> styles(DatasetContents contents, StageContext context) {
    List<String> styles = EmbeddedClasses.withImages(contents.classCounts());
    if (styles.isEmpty()) {
      throw new UserException(
          "dataset '%s' has no images to learn embeddings from"
              .formatted(settings.dataset().name()),
          "point the dataset at a folder with one sub-folder of images for each class");
    }
    List<String> empty =
        contents.classNames().stream().filter(name -> !styles.contains(name)).toList();
    if (!empty.isEmpty()) {
      context
          .results()
          .warning(
              "dataset '%s' has no images of '%s': there will be no embedding for %s"
                  .formatted(
                      settings.dataset().name(),
                      String.join("', '", empty),
                      empty.size() == 1 ? "it" : "them"));
    }
    return styles;
  }

  /** Returns the model with embeddings in front of it. */
  private Reference<Model> embedded(Model model, int styles) {
    Model embedded =
        (image, classes) -> {
          Block autoencoder = model.network(image, classes);
          return autoencoder == null
              ? null
              : new EmbeddingNetwork(styles, image, settings.embeddingRate(), autoencoder);
        };
    // The network is of use in this stage alone: it is never saved under this name.
    return Reference.to(autoencoderName(), new ComponentSpec("embeddings", Map.of()), embedded);
  }

  private void fit(
      Network network,
      EmbeddingNetwork embeddings,
      List<String> styles,
      Split split,
      StageContext context)
      throws InterruptedException, IOException {
    Dataset dataset = settings.dataset().get();
    DatasetContents contents = dataset.contents();
    training.fit(
        new TrainingTask(
            network,
            dataset,
            new SampledOrder(Sampler.SHUFFLE, 0, contents, split.training(), streams),
            split.validation(),
            new EmbeddingObjective(
                embeddings,
                EmbeddedClasses.map(settings.dataset().name(), contents, styles),
                new Autoencoder(autoencoderName()),
                settings.loss(),
                split.trainingCounts(contents))),
        settings.training(),
        context);
  }

  private void draw(
      Network network, EmbeddingNetwork embeddings, List<String> styles, StageContext context)
      throws IOException {
    List<ImageGrid.Cell> pictures = new ArrayList<>();
    List<ImageGrid.Cell> restored = new ArrayList<>();
    Autoencoder autoencoder = new Autoencoder(autoencoderName());
    for (int index = 0; index < styles.size(); index++) {
      try (NDManager manager = compute.newManager()) {
        NDArray embedding = embeddings.lookUp(List.of(index), manager);
        NDArray output = autoencoder.restore(network, embedding, false);
        pictures.add(EmbeddingPicture.cell(embedding, styles.get(index)));
        restored.add(EmbeddingPicture.cell(output, styles.get(index)));
      }
    }
    context
        .results()
        .add("embeddings", ImageGrid.flowing("Embeddings, limited to [0, 1]", COLUMNS, pictures));
    context
        .results()
        .add(
            "restored",
            ImageGrid.flowing("What the autoencoder makes of the embeddings", COLUMNS, restored));
  }
}

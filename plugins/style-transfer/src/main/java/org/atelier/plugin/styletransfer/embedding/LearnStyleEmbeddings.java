package org.atelier.plugin.styletransfer.embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.Flattened;
import org.atelier.api.Loss;
import org.atelier.api.Model;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
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
 * autoencoder makes of it is near to the images of the class; the autoencoder learns with them.
 *
 * <p>As it is compared with pixels, such an image comes to look like the mean of its class. The
 * stage's folder gets {@code embeddings.npy}, pictures of all embeddings ({@code embeddings.png})
 * and of what the autoencoder makes of them ({@code restored.png}), besides what {@link Training}
 * writes.
 */
public final class LearnStyleEmbeddings implements Stage<StyleEmbeddings> {
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
   * @param model the autoencoder
   * @param loss what training makes small
   * @param training for how long and how
   */
  public record Settings(
      @Setting("images whose classes are the styles") Reference<Dataset> dataset,
      @Setting(
              value = "autoencoder that the embeddings are learned through",
              defaultValue = "{type: conv-autoencoder}")
          Reference<Model> model,
      @Setting(
              value =
                  "what training makes small: between what is made of a class's embedding and"
                      + " each of its images",
              defaultValue = "{type: mse}")
          Reference<Loss> loss,
      @Flattened TrainingSettings training) {
    /** Checks what joins several settings. */
    public Settings {
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
    Split split =
        Split.heldBack(
            settings.dataset().name(),
            contents,
            settings.training().validationShare(),
            streams.stream("validation"));
    try (Network network = networks.create(embedded(styles.size()), contents)) {
      EmbeddingNetwork embeddings = (EmbeddingNetwork) network.block();
      fit(network, embeddings, styles, split, context);
      draw(network, embeddings, styles, context);
      Path table = context.folder().resolve(TABLE);
      return new StyleEmbeddings(table, styles, contents.height(), contents.width())
          .write(index -> embeddings.embeddings().get(index).getArray().toFloatArray());
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
  private Reference<Model> embedded(int styles) {
    Reference<Model> model = settings.model();
    Model embedded =
        (image, classes) -> {
          Block autoencoder = model.get().network(image, classes);
          return autoencoder == null ? null : new EmbeddingNetwork(styles, image, autoencoder);
        };
    return Reference.to(model.name(), model.spec(), embedded);
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
                new Autoencoder(settings.model()),
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
    Autoencoder autoencoder = new Autoencoder(settings.model());
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

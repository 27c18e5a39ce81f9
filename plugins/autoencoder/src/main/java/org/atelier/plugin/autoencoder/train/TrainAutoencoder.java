package org.atelier.plugin.autoencoder.train;

import jakarta.inject.Inject;
import java.io.IOException;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.Flattened;
import org.atelier.api.Loss;
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
import org.atelier.api.service.Network;
import org.atelier.api.service.Networks;
import org.atelier.api.service.RandomStreams;
import org.atelier.api.service.Training;
import org.atelier.api.training.TrainingSettings;
import org.atelier.api.training.TrainingTask;

/**
 * The stage {@code train-autoencoder}: trains a network to restore images from a smaller code of
 * them. The classes of the images play no part, but their names go into the model, so that what is
 * made of its codes can name them.
 *
 * <p>Besides what {@link Training} writes, the stage's folder gets the model folder {@code model}.
 */
public final class TrainAutoencoder implements Stage<TrainedModel> {
  private static final String MODEL_FOLDER = "model";

  private final Settings settings;
  private final Networks networks;
  private final Training training;
  private final RandomStreams streams;

  /**
   * What to train, on what, and how.
   *
   * @param dataset the images
   * @param model the network
   * @param loss what training makes small
   * @param training for how long and how
   */
  public record Settings(
      @Setting("images to train on") Reference<Dataset> dataset,
      @Setting(value = "network to train", defaultValue = "{type: conv-autoencoder}")
          Reference<Model> model,
      @Setting(value = "what training makes small", defaultValue = "{type: mse}")
          Reference<Loss> loss,
      @Flattened TrainingSettings training) {}

  /** Makes the stage. */
  @Inject
  public TrainAutoencoder(
      Settings settings, Networks networks, Training training, RandomStreams streams) {
    this.settings = settings;
    this.networks = networks;
    this.training = training;
    this.streams = streams;
  }

  @Override
  public TrainedModel run(StageContext context) throws InterruptedException, IOException {
    Dataset dataset = settings.dataset().get();
    DatasetContents contents = dataset.contents();
    checkImages(contents);
    Split split =
        Split.heldBack(
            settings.dataset().name(),
            contents,
            settings.training().validationShare(),
            streams.stream("validation"));
    try (Network network = networks.create(settings.model(), contents)) {
      training.fit(
          new TrainingTask(
              network,
              dataset,
              new SampledOrder(Sampler.SHUFFLE, 0, contents, split.training(), streams),
              split.validation(),
              new ReconstructionObjective(
                  settings.model(), settings.loss(), split.trainingCounts(contents))),
          settings.training(),
          context);
      return network.save(context.folder().resolve(MODEL_FOLDER));
    }
  }

  private void checkImages(DatasetContents contents) {
    if (contents.size() == 0) {
      throw new UserException(
          "dataset '%s' has no images to train on".formatted(settings.dataset().name()),
          "point the dataset at a folder with one sub-folder of images for each class");
    }
  }
}

package org.atelier.plugin.styletransfer.fast;

import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMin;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.atelier.api.ClassCounts;
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
import org.atelier.api.service.Batches;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;
import org.atelier.api.service.Networks;
import org.atelier.api.service.RandomStreams;
import org.atelier.api.service.Training;
import org.atelier.api.training.TrainingSettings;
import org.atelier.api.training.TrainingTask;
import org.atelier.plugin.styletransfer.features.FeatureNetwork;

/**
 * The stage {@code train-fast-style}: trains one network to give an image the style of any other.
 *
 * <p>Contents and styles are the same images: in each batch every image gets the style of another
 * one, or of a class. Besides what {@link Training} writes, the stage's folder gets the model
 * folder {@code model}, in which the classes' styles are kept, and pictures of some images in each
 * of them.
 */
public final class TrainFastStyle implements Stage<TrainedModel> {
  private static final String MODEL_FOLDER = "model";

  private final Settings settings;
  private final Networks networks;
  private final Training training;
  private final Batches batches;
  private final Compute compute;
  private final RandomStreams streams;

  /**
   * What to train, on what, and how.
   *
   * @param dataset the images, contents and styles at once
   * @param model the network
   * @param features whose features tell contents and styles
   * @param contentLayers where contents are compared
   * @param styleLayers where styles are compared
   * @param styleWeight how much the style counts beside the content
   * @param smoothness how much total variation counts beside the content
   * @param training for how long and how
   */
  public record Settings(
      @Setting("images to train on: each is content, and style for others")
          Reference<Dataset> dataset,
      @Setting(value = "network to train", defaultValue = "{type: style-network}")
          Reference<Model> model,
      @Setting("stage that trained the network, such as a classifier, whose features are compared")
          Reference<TrainedModel> features,
      @Setting(
              "layers of that network in which a picture is compared with its content; if left"
                  + " out, the two in the middle of the usual style layers")
          Optional<List<String>> contentLayers,
      @Setting(
              "layers of that network in which a picture is compared with its style; 'image' is the"
                  + " pixels; if left out, the pixels and the last layer of each size")
          Optional<List<String>> styleLayers,
      @Setting(value = "how much the style counts beside the content", defaultValue = "1")
          @DecimalMin("0")
          double styleWeight,
      @Setting(
              value = "how much smoothness (total variation) counts beside the content",
              defaultValue = "0")
          @DecimalMin("0")
          double smoothness,
      @Flattened TrainingSettings training) {
    /** Checks what joins several settings. */
    public Settings {
      contentLayers = contentLayers.map(List::copyOf);
      styleLayers = styleLayers.map(List::copyOf);
      if (training.batchSize() < 2) {
        throw new IllegalArgumentException(
            "batch-size: each image of a batch gets the style of another, so there must be at least"
                + " 2");
      }
      if (contentLayers.filter(List::isEmpty).isPresent()
          || styleLayers.filter(List::isEmpty).isPresent()) {
        throw new IllegalArgumentException(
            "content-layers and style-layers: name at least one layer, or leave the setting out");
      }
    }
  }

  /** Makes the stage. */
  @Inject
  public TrainFastStyle(
      Settings settings,
      Networks networks,
      Training training,
      Batches batches,
      Compute compute,
      RandomStreams streams) {
    this.settings = settings;
    this.networks = networks;
    this.training = training;
    this.batches = batches;
    this.compute = compute;
    this.streams = streams;
  }

  @Override
  public TrainedModel run(StageContext context) throws InterruptedException, IOException {
    DatasetContents contents = settings.dataset().get().contents();
    checkClasses(contents);
    Split split =
        Split.heldBack(
            settings.dataset().name(),
            contents,
            settings.training().validationShare(),
            streams.stream("validation"));
    try (Network looking = networks.open(settings.features().get());
        Network network = networks.create(settings.model(), contents)) {
      StyleNetworkBlock block = StyleNetworks.block(network, settings.model().name());
      FeatureNetwork features = FeatureNetwork.of(compute, looking, settings.features().name());
      training.fit(
          new TrainingTask(
              network,
              settings.dataset().get(),
              new SampledOrder(Sampler.SHUFFLE, 0, contents, split.training(), streams),
              split.validation(),
              objective(features, contents)),
          settings.training(),
          context);
      ClassStyles.learn(network, block, batches, settings.dataset().get(), split.training());
      StylePictures pictures =
          new StylePictures(
              new StylePainter(compute, network, block),
              contents.classNames(),
              StyleNetworks.classCodes(block));
      context.results().add("styles", pictures.of(settings.dataset().get()));
      return network.save(context.folder().resolve(MODEL_FOLDER));
    }
  }

  private StyleObjective objective(FeatureNetwork features, DatasetContents contents) {
    List<String> style = settings.styleLayers().orElseGet(features::styleLayers);
    List<String> content = settings.contentLayers().orElseGet(() -> middle(features.styleLayers()));
    features.check(style);
    features.check(content);
    return new StyleObjective(
        features,
        new StyleObjective.Layers(content, style),
        new StyleObjective.Weights(settings.styleWeight(), settings.smoothness()),
        contents,
        streams);
  }

  /** Returns the two layers in the middle: what is seen there is neither brushwork nor meaning. */
  private static List<String> middle(List<String> layers) {
    int middle = layers.size() / 2;
    return layers.subList(Math.max(0, middle - 1), middle + 1);
  }

  private void checkClasses(DatasetContents contents) {
    ClassCounts counts = contents.classCounts();
    for (int label = 0; label < contents.classNames().size(); label++) {
      if (counts.count(label) == 0) {
        throw new UserException(
            "dataset '%s' has no images of class '%s' to learn its style from"
                .formatted(settings.dataset().name(), contents.classNames().get(label)),
            "add images of that class, or leave its folder out");
      }
    }
  }
}

package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.atelier.api.Model;
import org.atelier.api.Setting;
import org.atelier.api.UserException;
import org.atelier.api.tensor.Layers;
import org.atelier.api.training.FixedFeatures;
import org.atelier.plugin.classifier.weights.FileKind;
import org.atelier.plugin.classifier.weights.ModelZoo;
import org.atelier.plugin.classifier.weights.PretrainedWeights;
import org.atelier.plugin.classifier.weights.TensorSource;

/**
 * The model {@code pretrained}: a backbone whose weights were trained on other images, usually
 * ImageNet, and a new head: the mean of each channel of its last maps (global average pooling, Lin
 * et al. 2014), dropout (Srivastava et al. 2014) and a linear layer that gives logits.
 *
 * <p>With {@code train: head} the backbone is frozen: its parameters get no gradient, its batch
 * normalisation keeps the statistics of its own training, and nothing is propagated back through
 * it. Pixels in [0, 1] are normalised by the mean and deviation of ImageNet's channels, as the
 * published weights expect.
 *
 * <p>The weights are read when a network is made anew. A saved one has all its parameters in its
 * own folder, and needs the weights file no more.
 */
public final class Pretrained implements Model {
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

  private final Settings settings;

  /**
   * The backbone, where its weights are, and what is trained.
   *
   * @param architecture the backbone
   * @param weights the file that its weights are read from
   * @param zoo the model zoo's model that they are read from instead
   * @param train what training changes
   * @param dropout share of the backbone's features dropped in training
   */
  public record Settings(
      @Setting("the backbone; weights must be those of the same architecture")
          Architecture architecture,
      @Setting(
              "safetensors file with the backbone's weights, named as torchvision and timm name"
                  + " them; read when a network is made, not when a saved one is used")
          Optional<Path> weights,
      @Setting(
              "a model of DJL's zoo with the backbone's weights, instead of a file, such as"
                  + " djl://ai.djl.pytorch/resnet/0.0.1/traced_resnet18; downloaded once")
          Optional<String> zoo,
      @Setting(
              value =
                  "what training changes: the new head alone, with the backbone frozen, or"
                      + " everything",
              defaultValue = "head")
          Trained train,
      @Setting(
              value = "share of the backbone's features dropped at random in training",
              defaultValue = "0.2")
          @DecimalMin("0")
          @DecimalMax("0.99")
          double dropout) {
    /** Refuses what can be no source of weights. */
    public Settings {
      if (weights.isPresent() == zoo.isPresent()) {
        throw new IllegalArgumentException(
            "give either weights (a file) or zoo (a model of DJL's zoo); '%s' downloads a file"
                .formatted(architecture.download()));
      }
      weights.ifPresent(Settings::checkName);
      zoo.filter(address -> !ModelZoo.isAddress(address))
          .ifPresent(
              address -> {
                throw new IllegalArgumentException(
                    "zoo must be djl://GROUP/FAMILY/VERSION/NAME, such as"
                        + " djl://ai.djl.pytorch/resnet/0.0.1/traced_resnet18, found '%s'"
                            .formatted(address));
              });
    }

    private static void checkName(Path weights) {
      if (weights.toString().contains("djl:")) {
        throw new IllegalArgumentException("a model of DJL's zoo is given as zoo, not as weights");
      }
      FileKind kind = FileKind.named(weights.toString());
      if (kind != FileKind.UNKNOWN) {
        throw new IllegalArgumentException(
            "weights must be a .safetensors file, but of '%s' the name says that %s; 'Start from a pretrained network' in docs/write-a-pipeline.md shows how to convert it"
                .formatted(weights.getFileName(), kind.description()));
      }
    }
  }

  /** Makes the model. */
  @Inject
  public Pretrained(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Block network(Shape image, int classes) {
    Backbone backbone = settings.architecture().backbone();
    checkSize(image, backbone);
    if (settings.train() == Trained.HEAD) {
      backbone.layers().freezeParameters(true);
    }
    LayerSequence network =
        new PretrainedNetwork(settings.train())
            .then("normalisation", Pretrained::normalised)
            .then("backbone", backbone.layers())
            .then("average", Pretrained::average)
            .then("dropout", Dropout.builder().optRate((float) settings.dropout()).build())
            .then("output", head(classes));
    new PretrainedWeights(
            source(), settings.architecture().key(), backbone.stored(), backbone.oldHead())
        .initialise();
    return network;
  }

  /** The layers; all but dropout and the head do the same at any time if the backbone is frozen. */
  private static final class PretrainedNetwork extends LayerSequence implements FixedFeatures {
    private static final int TRAINED_LAYERS = 2;

    private final Trained train;

    PretrainedNetwork(Trained train) {
      this.train = train;
    }

    @Override
    public int fixedLayers() {
      return train == Trained.HEAD ? Layers.of(this, null).size() - TRAINED_LAYERS : 0;
    }
  }

  private Supplier<TensorSource> source() {
    return settings
        .zoo()
        .map(address -> (Supplier<TensorSource>) () -> ModelZoo.published().open(address, remedy()))
        .orElseGet(() -> PretrainedWeights.file(settings.weights().orElseThrow(), remedy()));
  }

  private void checkSize(Shape image, Backbone backbone) {
    int least = backbone.smallestSide();
    if (image.get(1) < least || image.get(2) < least) {
      throw new UserException(
          "a %s cannot take images of %d x %d pixels: it halves them until nothing is left"
              .formatted(settings.architecture().key(), image.get(2), image.get(1)),
          "set the dataset's image-size to at least %d; 224 is what the weights were trained on"
              .formatted(least));
    }
  }

  private static Linear head(int classes) {
    Linear head = Linear.builder().setUnits(classes).build();
    // Variance 1 / inputs: no ReLU follows (He et al. 2015, equation 10, without its factor 2).
    head.setInitializer(
        new XavierInitializer(RandomType.GAUSSIAN, FactorType.IN, 1), Parameter.Type.WEIGHT);
    return head;
  }

  private String remedy() {
    return "get the weights of a %s, for example by '%s', and set weights to that file; or choose the architecture that the file is of. What else fits is in docs/write-a-pipeline.md, 'Start from a pretrained network'"
        .formatted(settings.architecture().key(), settings.architecture().download());
  }

  private static NDArray normalised(NDArray images) {
    NDManager manager = images.getManager();
    return images.sub(channels(manager, MEAN)).div(channels(manager, DEVIATION));
  }

  /** Returns a number for each channel; a copy, as PyTorch does not own what it is created from. */
  private static NDArray channels(NDManager manager, float[] values) {
    return manager.create(values, new Shape(1, values.length, 1, 1)).duplicate();
  }

  /** Returns each channel's mean; over one axis, as PyTorch's binding takes no more. */
  private static NDArray average(NDArray maps) {
    Shape shape = maps.getShape();
    return maps.reshape(shape.get(0), shape.get(1), -1).mean(new int[] {2});
  }
}

package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.atelier.api.Model;
import org.atelier.api.Setting;
import org.atelier.api.UserException;

/**
 * The model {@code wikiart-cnn}: a convolution of 4 x 4 to one channel, pooling, batch
 * normalisation of each pooled pixel, a hidden linear layer, dropout, a nonlinearity, a linear
 * layer to the classes, and the logarithm of the softmax.
 *
 * <p>With the default settings it is the study's base network; with {@code pool: average} and
 * {@code activation: sigmoid} it is the improved one. It takes images of any size and any number of
 * classes.
 */
public final class WikiArtCnn implements Model {
  /** More would not fit into one array of the engines. */
  private static final long MOST_WEIGHTS = Integer.MAX_VALUE;

  private final Settings settings;

  /**
   * The architecture.
   *
   * @param pool how the feature map is made small
   * @param activation the function between the two linear layers
   * @param hidden width of the hidden layer
   * @param dropout share of the hidden values dropped in training
   */
  public record Settings(
      @Setting(
              value =
                  "how the feature map is made small: the maximum of each 4 x 4 window, or the"
                      + " average of each cell of a 50 x 50 grid (smaller maps are left as they"
                      + " are)",
              defaultValue = "max")
          Pooling pool,
      @Setting(value = "the function between the two linear layers", defaultValue = "relu")
          Nonlinearity activation,
      @Setting(value = "width of the hidden layer", defaultValue = "300") @Min(1) @Max(65_536)
          int hidden,
      @Setting(
              value = "share of the hidden values dropped at random in training",
              defaultValue = "0.01")
          @DecimalMin("0")
          @DecimalMax("0.99")
          double dropout) {}

  /** Makes the model. */
  @Inject
  public WikiArtCnn(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Block network(Shape image, int classes) {
    long features = WikiArtBlock.features(settings.pool(), image);
    if (features * settings.hidden() > MOST_WEIGHTS) {
      throw new UserException(
          "wikiart-cnn cannot take images of %d x %d pixels with pool: %s and hidden: %d: its hidden layer would have %d weights, at most %d are possible"
              .formatted(
                  image.get(2),
                  image.get(1),
                  settings.pool().name().toLowerCase(java.util.Locale.ROOT),
                  settings.hidden(),
                  features * settings.hidden(),
                  MOST_WEIGHTS),
          "make the dataset's image-size or the model's hidden smaller, or set pool: average");
    }
    return new WikiArtBlock(settings, classes);
  }
}

package org.atelier.plugin.styletransfer.fast;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.atelier.api.Model;
import org.atelier.api.Setting;
import org.atelier.api.UserException;

/**
 * The model {@code style-network}: makes of an image and of a style the image in that style, in one
 * pass and with one set of weights for all styles.
 *
 * <p>Three convolutions, two of them with stride 2, encode the image. The means and deviations of
 * the channels of the image and of what each of the three puts out are an image's <em>style
 * code</em>. Residual blocks and two upsamplings make the picture of the content's code; before
 * each of its nonlinearities adaptive instance normalisation (Huang and Belongie 2017) gives the
 * channels means and deviations that depend linearly on the style's code, layer by layer as in
 * Dumoulin and others 2017 ("A learned representation for artistic style"). What the encoder saw at
 * full and at half size is normalised in the same way and added where the decoder has that size, so
 * that fine detail need not pass through the middle. Layers and widths follow Johnson and others
 * 2016 ("Perceptual losses for real-time style transfer"), scaled down to a processor.
 *
 * <p>As codes are numbers, they can be mixed: of several styles by weights, or of a style and of
 * the content's own code, for less of the style. Those of the classes that it was trained on are
 * kept in the network.
 *
 * <p>It takes images of any size, and has the same parameters for every size.
 */
public final class StyleNetwork implements Model {
  private final Settings settings;

  /**
   * The architecture.
   *
   * @param width channels at full size
   * @param blocks residual blocks in the middle
   */
  public record Settings(
      @Setting(
              value =
                  "channels at full size; there are twice as many at half size and three times as"
                      + " many at a quarter",
              defaultValue = "16")
          @Min(1)
          @Max(256)
          int width,
      @Setting(value = "residual blocks at a quarter of the size", defaultValue = "3")
          @Min(0)
          @Max(32)
          int blocks) {}

  /** Makes the model. */
  @Inject
  public StyleNetwork(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Block network(Shape image, int classes) {
    if (image.get(0) != StyleNetworkBlock.COLOURS) {
      throw new UserException(
          "style-network takes images of 3 channels, not of " + image.get(0),
          "use it with train-fast-style");
    }
    if (Math.min(image.get(1), image.get(2)) < StyleNetworkBlock.SMALLEST_SIDE) {
      throw new UserException(
          "style-network cannot take images of %d x %d pixels: no side may be shorter than %d"
              .formatted(image.get(2), image.get(1), StyleNetworkBlock.SMALLEST_SIDE),
          "make the dataset's image-size larger");
    }
    return new StyleNetworkBlock(settings, classes);
  }
}

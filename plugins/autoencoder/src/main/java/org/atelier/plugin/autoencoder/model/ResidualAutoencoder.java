package org.atelier.plugin.autoencoder.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.atelier.api.Model;
import org.atelier.api.Setting;
import org.atelier.api.UserException;

/**
 * The model {@code residual-autoencoder}: a residual network that learns what a reduced copy of the
 * image lacks. With the default settings its code is as large as that of {@code conv-autoencoder}.
 *
 * <p>A strided convolution brings an image to the height and width of the code; residual blocks
 * without normalisation (Lim et al. 2017, "Enhanced deep residual networks for single image
 * super-resolution", section 3.1) and a convolution make the code. The decoder is a convolution,
 * residual blocks and a convolution whose channels become pixels (Shi et al. 2016). Nearly all work
 * is done on small maps with many channels, which processors do best.
 *
 * <p>The first channels of the code start as the mean colour of each square of pixels, and the
 * restored image as those squares; the branches that add to both start at zero (as in Zhang et al.
 * 2019, "Fixup initialization"), so that training begins with a recognisable picture. A code of
 * fewer channels than the image has no place for its colours and begins with none.
 *
 * <p>Where other images are stacked on the one to restore, the first convolution has more channels;
 * all else stays, and the colours are those of the first.
 *
 * <p>It takes images of any size. Sides that {@code reduction} does not divide are padded with
 * their last row or column, and cut again. Outside training, the output is limited to [0, 1].
 */
public final class ResidualAutoencoder implements Model {
  /** Two gigabytes of parameters; an optimiser multiplies that. */
  private static final long MOST_WEIGHTS = 1L << 29;

  private static final int BLOCK_TAPS = 3 * 3;

  private final Settings settings;

  /**
   * The architecture.
   *
   * @param codeChannels channels of the code
   * @param reduction by how much the code's height and width are smaller than the image's
   * @param width channels of the residual blocks
   * @param blocks residual blocks in the encoder, and as many in the decoder
   * @param bottleneck numbers that the code is brought to by a linear layer; none if empty
   * @param noise standard deviation of what is added to the images in training
   */
  public record Settings(
      @Setting(value = "channels of the code", defaultValue = "3") @Min(1) @Max(1024)
          int codeChannels,
      @Setting(
              value = "by how much the code is smaller than the image in height and in width",
              defaultValue = "4")
          @Min(2)
          @Max(32)
          int reduction,
      @Setting(value = "channels of the residual blocks", defaultValue = "32") @Min(1) @Max(4096)
          int width,
      @Setting(
              value = "residual blocks in the encoder, and as many in the decoder",
              defaultValue = "2")
          @Min(1)
          @Max(100)
          int blocks,
      @Setting(
              "numbers that a linear layer brings the code of each image to, for a code without"
                  + " height and width; if left out, there is no such layer")
          Optional<@Min(1) @Max(65_536) Integer> bottleneck,
      @Setting(
              value =
                  "standard deviation of random numbers added to each pixel in [0, 1] in training,"
                      + " while the clean image is to be restored (denoising autoencoder, Vincent"
                      + " and others 2008); 0 for none",
              defaultValue = "0")
          @DecimalMin("0")
          @DecimalMax("1")
          double noise) {}

  /** Makes the model. */
  @Inject
  public ResidualAutoencoder(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Block network(Shape image, int classes) {
    long weights = weights(image);
    if (weights > MOST_WEIGHTS) {
      throw new UserException(
          "residual-autoencoder with width: %d, blocks: %d and bottleneck: %s would have %d weights for images of %d x %d pixels, at most %d are possible"
              .formatted(
                  settings.width(),
                  settings.blocks(),
                  settings.bottleneck().map(Object::toString).orElse("none"),
                  weights,
                  image.get(2),
                  image.get(1),
                  MOST_WEIGHTS),
          "make the model's width, blocks or bottleneck, or the dataset's image-size, smaller");
    }
    return new ResidualAutoencoderNetwork(settings, image);
  }

  private long weights(Shape image) {
    long width = settings.width();
    long square = (long) settings.reduction() * settings.reduction();
    long stem = 4 * image.get(0) * square * width;
    long restored = ResidualAutoencoderNetwork.COLOURS * square;
    long ends = stem + BLOCK_TAPS * width * (2L * settings.codeChannels() + restored);
    long blocks = 4L * settings.blocks() * BLOCK_TAPS * width * width;
    long code =
        settings.codeChannels()
            * (Margin.padded(image.get(1), settings.reduction()) / settings.reduction())
            * (Margin.padded(image.get(2), settings.reduction()) / settings.reduction());
    return ends + blocks + 2 * code * settings.bottleneck().orElse(0);
  }
}

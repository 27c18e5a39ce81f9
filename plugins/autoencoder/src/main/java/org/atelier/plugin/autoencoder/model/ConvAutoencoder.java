package org.atelier.plugin.autoencoder.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.atelier.api.Model;
import org.atelier.api.Setting;
import org.atelier.api.UserException;

/**
 * The model {@code conv-autoencoder}: pairs of convolution and 2 x 2 pooling make the code, pairs
 * of transposed convolution and nearest upsampling restore the image from it.
 *
 * <p>With the default settings it is the study's network: 3 to 9 to 3 channels, kernel 5, max
 * pooling, ReLU between the pairs and a sigmoid at the end; images of {@code (3, 416, 416)} have
 * codes of {@code (3, 104, 104)}.
 *
 * <p>Where other images are stacked on the one to restore, the first convolution has more channels;
 * all else stays.
 *
 * <p>It takes images of any size, and has the same parameters for every size. Sides that cannot be
 * halved as often as there are pairs are padded with their last row or column, and cut again.
 */
public final class ConvAutoencoder implements Model {
  /** Channels of what is restored: the first of the input, where there are more. */
  static final int COLOURS = 3;

  /** Two gigabytes of parameters; an optimiser multiplies that. */
  private static final long MOST_WEIGHTS = 1L << 29;

  private final Settings settings;

  /**
   * The architecture.
   *
   * @param channels channels after each pair of the encoder; the last are those of the code
   * @param kernel height and width of all convolutions
   * @param depth convolutions in each pair, before its pooling
   * @param pool how the encoder halves height and width
   * @param activation the function between convolutions and between pairs
   */
  public record Settings(
      @Setting(
              value =
                  "channels after each pair of convolution and pooling in the encoder; the last are"
                      + " the code's",
              defaultValue = "[9, 3]")
          @Size(min = 1, max = 8)
          List<@Min(1) @Max(1024) Integer> channels,
      @Setting(
              value = "height and width of all convolutions in pixels, an odd number",
              defaultValue = "5")
          @Min(1)
          @Max(31)
          int kernel,
      @Setting(
              value =
                  "convolutions before each pooling, and transposed convolutions before each"
                      + " upsampling",
              defaultValue = "1")
          @Min(1)
          @Max(8)
          int depth,
      @Setting(value = "how the encoder makes one pixel of 2 x 2", defaultValue = "max")
          Pooling pool,
      @Setting(value = "the function between convolutions and between pairs", defaultValue = "relu")
          Nonlinearity activation) {
    /** Copies the channels and checks the kernel. */
    public Settings {
      channels = List.copyOf(channels);
      if (kernel % 2 == 0) {
        throw new IllegalArgumentException(
            "kernel: %d would shift the image by half a pixel: use an odd number, such as %d"
                .formatted(kernel, kernel + 1));
      }
    }
  }

  /** Makes the model. */
  @Inject
  public ConvAutoencoder(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Block network(Shape image, int classes) {
    long weights = weights(image.get(0));
    if (weights > MOST_WEIGHTS) {
      throw new UserException(
          "conv-autoencoder with channels: %s, kernel: %d and depth: %d would have %d weights, at most %d are possible"
              .formatted(
                  settings.channels(), settings.kernel(), settings.depth(), weights, MOST_WEIGHTS),
          "make the model's channels, kernel or depth smaller");
    }
    return new ConvAutoencoderNetwork(settings);
  }

  /**
   * Returns the number of weights of all convolutions. The decoder has as many as the encoder of an
   * image alone.
   */
  private long weights(long imageChannels) {
    long taps = (long) settings.kernel() * settings.kernel();
    long weights = 0;
    long before = imageChannels;
    for (long channels : settings.channels()) {
      weights += taps * channels * (before + (settings.depth() - 1) * channels);
      before = channels;
    }
    long others = imageChannels - COLOURS;
    return 2 * weights - taps * settings.channels().get(0) * others;
  }
}

package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.atelier.api.Model;
import org.atelier.api.Setting;
import org.atelier.api.UserException;

/**
 * The model {@code residual-cnn}: a compact residual network (He et al. 2016, "Deep residual
 * learning for image recognition"), small enough to be trained from scratch on a processor.
 *
 * <p>A convolution of 5 x 5 and stride 2, batch normalisation (Ioffe and Szegedy 2015), ReLU and
 * the maximum of each 2 x 2 window bring the images to a quarter of their height and width. Then
 * come stages of residual blocks; each stage but the first halves height and width. The mean of
 * each channel (global average pooling, Lin et al. 2014), dropout (Srivastava et al. 2014) and a
 * linear layer give logits. Pixels in [0, 1] are brought to [-2, 2] by the network itself.
 *
 * <p>Weights start as in He et al. 2015. Residual branches can be dropped while training
 * (stochastic depth, Huang et al. 2016), the last of them at the given rate and those before it
 * proportionally less.
 *
 * <p>It takes images of any size and any number of classes, and has the same parameters for every
 * size.
 */
public final class ResidualCnn implements Model {
  /** Two gigabytes of parameters; an optimiser multiplies that. */
  private static final long MOST_WEIGHTS = 1L << 29;

  private static final int STEM_TAPS = 5 * 5;
  private static final int BLOCK_TAPS = 3 * 3;

  private final Settings settings;

  /**
   * The architecture.
   *
   * @param widths channels of each stage
   * @param blocks residual blocks in each stage
   * @param dropout share of the pooled features dropped in training
   * @param stochasticDepth how often the last residual branch is dropped in training
   */
  public record Settings(
      @Setting(
              value = "channels of each stage, from the first to the last",
              defaultValue = "[32, 64, 96, 128]")
          @Size(min = 1, max = 8)
          List<@Min(1) @Max(4096) Integer> widths,
      @Setting(value = "residual blocks in each stage", defaultValue = "1") @Min(1) @Max(100)
          int blocks,
      @Setting(
              value = "share of the pooled features dropped at random in training",
              defaultValue = "0.3")
          @DecimalMin("0")
          @DecimalMax("0.99")
          double dropout,
      @Setting(
              value =
                  "how often the last residual branch is dropped in training, image by image; those"
                      + " before it proportionally less",
              defaultValue = "0")
          @DecimalMin("0")
          @DecimalMax("0.99")
          double stochasticDepth) {
    /** Copies the widths. */
    public Settings {
      widths = List.copyOf(widths);
    }
  }

  /** Makes the model. */
  @Inject
  public ResidualCnn(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Block network(Shape image, int classes) {
    long weights = weights(image.get(0), classes);
    if (weights > MOST_WEIGHTS) {
      throw new UserException(
          "residual-cnn with widths: %s and blocks: %d would have %d weights, at most %d are possible"
              .formatted(settings.widths(), settings.blocks(), weights, MOST_WEIGHTS),
          "make the model's widths or blocks smaller");
    }
    return new ResidualNetwork(settings, classes);
  }

  /** Returns the number of weights of all convolutions and of the linear layer. */
  private long weights(long channels, long classes) {
    List<Integer> widths = settings.widths();
    long width = widths.get(0);
    long weights = STEM_TAPS * channels * width;
    for (int stage = 0; stage < widths.size(); stage++) {
      long filters = widths.get(stage);
      long projection = stage > 0 ? width * filters : 0;
      weights += projection + BLOCK_TAPS * filters * (width + filters);
      weights += (settings.blocks() - 1) * 2L * BLOCK_TAPS * filters * filters;
      width = filters;
    }
    return weights + width * classes;
  }
}

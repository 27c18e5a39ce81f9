package com.example.compact;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.atelier.api.Model;
import org.atelier.api.Setting;
import org.atelier.api.UserException;

/**
 * A small network of depthwise separable convolutions (Howard and others 2017, "MobileNets",
 * section 3.1), each followed by a blurred halving of the image and twice the channels.
 */
public final class CompactCnn implements Model {
  private final Settings settings;

  /**
   * The size of the network.
   *
   * @param width channels after the first convolution
   * @param blocks separable convolutions
   * @param blur spread of the blur before each halving
   */
  public record Settings(
      @Setting(
              value = "channels after the first convolution; each block doubles them",
              defaultValue = "16")
          @Min(1)
          @Max(256)
          int width,
      @Setting(value = "separable convolutions", defaultValue = "3") @Min(1) @Max(6) int blocks,
      @Setting(
              value = "spread of the blur before each halving of the image, in pixels",
              defaultValue = "0.8")
          @DecimalMin("0.3")
          @DecimalMax("4")
          double blur) {}

  /** Makes the recipe. */
  @Inject
  public CompactCnn(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Block network(Shape image, int classes) {
    long side = Math.min(image.get(1), image.get(2));
    int least = 1 << (settings.blocks() + 1);
    if (side < least) {
      throw new UserException(
          "compact-cnn halves images %d times, which %d pixels are too few for"
              .formatted(settings.blocks() + 1, side),
          "use images of at least %d pixels, or fewer blocks".formatted(least));
    }
    BlurPool halving = new BlurPool(settings.blur());
    SequentialBlock network = new SequentialBlock();
    addConvolution(network, 3, settings.width(), 1);
    network.add(halving.block());
    int channels = settings.width();
    for (int block = 0; block < settings.blocks(); block++) {
      addConvolution(network, 3, channels, channels);
      channels *= 2;
      addConvolution(network, 1, channels, 1);
      network.add(halving.block());
    }
    return network
        .add(new LambdaBlock(CompactCnn::averageOfPixels, "average"))
        .add(Linear.builder().setUnits(classes).build());
  }

  private static void addConvolution(SequentialBlock network, int kernel, int filters, int groups) {
    int padding = kernel / 2;
    network
        .add(
            Conv2d.builder()
                .setKernelShape(new Shape(kernel, kernel))
                .optPadding(new Shape(padding, padding))
                .setFilters(filters)
                .optGroups(groups)
                .optBias(false)
                .build())
        .add(BatchNorm.builder().build())
        .add(Activation.reluBlock());
  }

  /** From feature maps {@code (N, C, H, W)} to features {@code (N, C)}. */
  private static NDList averageOfPixels(NDList maps) {
    NDArray map = maps.singletonOrThrow();
    Shape shape = map.getShape();
    return new NDList(map.reshape(shape.get(0), shape.get(1), -1).mean(new int[] {2}));
  }
}

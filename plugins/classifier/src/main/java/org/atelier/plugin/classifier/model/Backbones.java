package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.ParameterList;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import org.atelier.plugin.classifier.weights.StoredParameter;

/** Builds backbones layer by layer, each with the names that torchvision gives its parameters. */
final class Backbones {
  private static final int CHANNELS = 3;
  private static final int FIRST_WIDTH = 64;

  /** Filters of the convolutions after each of a plain network's poolings. */
  private static final List<Integer> PLAIN_WIDTHS = List.of(64, 128, 256, 512, 512);

  private Backbones() {}

  /**
   * Builds a residual network (He et al. 2016, table 1).
   *
   * @param depths residual blocks of each of its stages
   * @param bottleneck whether its blocks are {@link BottleneckBlock}s
   */
  static Backbone residual(List<Integer> depths, boolean bottleneck) {
    NormalisedConvolution stem = new NormalisedConvolution(FIRST_WIDTH, 7, 2);
    List<StoredParameter> stored = new ArrayList<>(stem.stored("conv1", "bn1", CHANNELS));
    LayerSequence layers =
        new LayerSequence()
            .then("conv1", stem)
            .then("relu", Activation::relu)
            .then("maxpool", maps -> maximum(maps, 3, 1));
    int width = FIRST_WIDTH;
    for (int stage = 0; stage < depths.size(); stage++) {
      LayerSequence blocks = new LayerSequence();
      int filters = FIRST_WIDTH << stage;
      for (int index = 0; index < depths.get(stage); index++) {
        int stride = stage > 0 && index == 0 ? 2 : 1;
        BackboneBlock block =
            bottleneck
                ? new BottleneckBlock(width, filters, stride)
                : new ResidualBlock(width, filters, stride, 0);
        blocks.then("block%d".formatted(index + 1), block);
        stored.addAll(block.stored("layer%d.%d".formatted(stage + 1, index)));
        width = bottleneck ? filters * BottleneckBlock.EXPANSION : filters;
      }
      layers.then("layer%d".formatted(stage + 1), blocks);
    }
    return new Backbone(
        layers,
        width,
        1,
        stored,
        name -> name.startsWith("fc.") || name.endsWith(".num_batches_tracked"));
  }

  /**
   * Builds the convolutions of a plain network (Simonyan and Zisserman 2015, table 1, columns D and
   * E): 3 x 3 with ReLU, and after each group of them the maximum of each 2 x 2 window.
   *
   * @param depths convolutions of each group
   */
  static Backbone plain(List<Integer> depths) {
    LayerSequence layers = new LayerSequence();
    List<StoredParameter> stored = new ArrayList<>();
    int width = CHANNELS;
    // torchvision counts convolutions, ReLUs and poolings alike
    int place = 0;
    for (int group = 1; group <= depths.size(); group++) {
      int filters = PLAIN_WIDTHS.get(group - 1);
      for (int index = 1; index <= depths.get(group - 1); index++) {
        Conv2d convolution = convolution(filters);
        String number = "%d_%d".formatted(group, index);
        layers.then("conv" + number, convolution).then("relu" + number, Activation::relu);
        ParameterList own = convolution.getDirectParameters();
        String name = "features.%d".formatted(place);
        stored.add(
            new StoredParameter(
                name + ".weight", new Shape(filters, width, 3, 3), own.get("weight")));
        stored.add(new StoredParameter(name + ".bias", new Shape(filters), own.get("bias")));
        place += 2;
        width = filters;
      }
      layers.then("pool%d".formatted(group), maps -> maximum(maps, 2, 0));
      place++;
    }
    return new Backbone(layers, width, 1 << depths.size(), stored, Backbones::isPlainHead);
  }

  /** The head of torchvision's networks, and of timm's. */
  private static boolean isPlainHead(String name) {
    return name.startsWith("classifier.")
        || name.startsWith("pre_logits.")
        || name.startsWith("head.");
  }

  private static Conv2d convolution(int filters) {
    return Conv2d.builder()
        .setKernelShape(new Shape(3, 3))
        .optPadding(new Shape(1, 1))
        .setFilters(filters)
        .build();
  }

  private static NDArray maximum(NDArray maps, int window, int padding) {
    return Pool.maxPool2d(
        maps, new Shape(window, window), new Shape(2, 2), new Shape(padding, padding), false);
  }
}

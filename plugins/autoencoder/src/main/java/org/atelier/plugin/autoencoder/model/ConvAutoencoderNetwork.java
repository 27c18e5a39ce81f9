package org.atelier.plugin.autoencoder.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.atelier.api.Encoder;
import org.atelier.api.tensor.NearestUpsampling;

/** The network of {@link ConvAutoencoder}: images {@code (N, C, H, W)} to {@code (N, 3, H, W)}. */
final class ConvAutoencoderNetwork extends AbstractBlock implements Encoder {
  private static final byte VERSION = 1;

  private final ConvAutoencoder.Settings settings;

  /** By how much both sides of an image are divided. */
  private final int reduction;

  private final List<List<Conv2d>> encoder = new ArrayList<>();
  private final List<List<Conv2d>> decoder = new ArrayList<>();

  ConvAutoencoderNetwork(ConvAutoencoder.Settings settings) {
    super(VERSION);
    this.settings = settings;
    this.reduction = 1 << settings.channels().size();
    List<Integer> channels = settings.channels();
    for (int index = 0; index < channels.size(); index++) {
      int filters = channels.get(index);
      encoder.add(pair("Encoder%d".formatted(index + 1), filters, filters));
    }
    for (int index = channels.size() - 1; index >= 0; index--) {
      int restored = index > 0 ? channels.get(index - 1) : ConvAutoencoder.COLOURS;
      decoder.add(pair("Decoder%d".formatted(decoder.size() + 1), channels.get(index), restored));
    }
    // Uniform within 1 / sqrt(inputs), as the study's framework does by default.
    setInitializer(
        new XavierInitializer(RandomType.UNIFORM, FactorType.IN, 1), Parameter.Type.WEIGHT);
  }

  /** Adds the convolutions of a pair; all but the last have the inner number of channels. */
  private List<Conv2d> pair(String name, int inner, int last) {
    List<Conv2d> convolutions = new ArrayList<>();
    for (int index = 1; index <= settings.depth(); index++) {
      int filters = index < settings.depth() ? inner : last;
      convolutions.add(addChildBlock(name + "Convolution" + index, convolution(filters)));
    }
    return convolutions;
  }

  /**
   * Makes a convolution that keeps height and width. It is the decoder's transposed one too: with
   * stride 1, a kernel of size k and padding p, that is a convolution with the kernel turned by
   * half and padding k - 1 - p, which is p again; and a kernel that is learned may as well be
   * learned turned.
   */
  private Conv2d convolution(int filters) {
    int kernel = settings.kernel();
    return Conv2d.builder()
        .setKernelShape(new Shape(kernel, kernel))
        .optPadding(new Shape(kernel / 2, kernel / 2))
        .setFilters(filters)
        .build();
  }

  @Override
  public NDArray encode(ParameterStore parameters, NDArray images) {
    return encode(parameters, images, false);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray images = inputs.singletonOrThrow();
    NDArray restored = decode(parameters, encode(parameters, images, training), training);
    return new NDList(Margin.cut(restored, images.getShape()));
  }

  private NDArray encode(ParameterStore parameters, NDArray images, boolean training) {
    NDArray maps = Margin.add(images, reduction);
    for (int index = 0; index < encoder.size(); index++) {
      maps = settings.pool().apply(convolve(encoder.get(index), parameters, maps, training));
      maps = index < encoder.size() - 1 ? settings.activation().apply(maps) : maps;
    }
    return maps;
  }

  /** Functions of single pixels come before the upsampling, where there are four times fewer. */
  private NDArray decode(ParameterStore parameters, NDArray code, boolean training) {
    NDArray maps = code;
    for (int index = 0; index < decoder.size(); index++) {
      maps = convolve(decoder.get(index), parameters, maps, training);
      maps =
          index < decoder.size() - 1 ? settings.activation().apply(maps) : Activation.sigmoid(maps);
      maps = NearestUpsampling.apply(maps, Pooling.SIDE);
    }
    return maps;
  }

  private NDArray convolve(
      List<Conv2d> convolutions, ParameterStore parameters, NDArray maps, boolean training) {
    NDArray convolved = maps;
    for (int index = 0; index < convolutions.size(); index++) {
      convolved = index > 0 ? settings.activation().apply(convolved) : convolved;
      convolved =
          convolutions
              .get(index)
              .forward(parameters, new NDList(convolved), training)
              .singletonOrThrow();
    }
    return convolved;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    Shape images = inputs[0];
    return new Shape[] {
      new Shape(images.get(0), ConvAutoencoder.COLOURS, images.get(2), images.get(3))
    };
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputs) {
    Shape maps = Margin.padded(inputs[0], reduction);
    for (List<Conv2d> pair : encoder) {
      maps = scaled(initialise(pair, manager, dataType, maps), 1, Pooling.SIDE);
    }
    for (List<Conv2d> pair : decoder) {
      maps = scaled(initialise(pair, manager, dataType, maps), Pooling.SIDE, 1);
    }
  }

  private static Shape initialise(
      List<Conv2d> convolutions, NDManager manager, DataType dataType, Shape input) {
    Shape maps = input;
    for (Conv2d convolution : convolutions) {
      convolution.initialize(manager, dataType, maps);
      maps = convolution.getOutputShapes(new Shape[] {maps})[0];
    }
    return maps;
  }

  private static Shape scaled(Shape maps, int factor, int divisor) {
    return new Shape(
        maps.get(0), maps.get(1), maps.get(2) * factor / divisor, maps.get(3) * factor / divisor);
  }
}

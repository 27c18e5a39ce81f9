package org.atelier.plugin.styletransfer.fast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.atelier.api.Encoder;
import org.atelier.api.tensor.NearestUpsampling;
import org.atelier.api.tensor.Scaled;

/**
 * The network of {@link StyleNetwork}.
 *
 * <p>Its inputs are contents {@code (N, 3, H, W)} in [0, 1] and, unless they are to keep their own
 * style, style codes {@code (N, D)} or {@code (1, D)}. A third input {@code (1, S)} takes the place
 * of the statistics by which the contents' maps are normalised, for parts of an image that are to
 * be normalised like the whole. It puts out pictures {@code (N, 3, H, W)} in (0, 1) and those
 * statistics, {@code (N, S)}.
 */
final class StyleNetworkBlock extends AbstractBlock implements Encoder {
  static final int COLOURS = 3;

  /** As long as the widest mirrored edge. */
  static final int SMALLEST_SIDE = 16;

  /** By how much height and width are divided in the middle. */
  static final int REDUCTION = 4;

  private static final byte VERSION = 1;
  private static final int OUTER_KERNEL = 5;
  private static final int KERNEL = 3;

  /** So small that at first all styles are nearly one. */
  private static final float SMALL = 0.05f;

  /** So small that the first pictures are nearly grey: noise would be far from every style. */
  private static final float VERY_SMALL = 0.01f;

  private final StyleNetwork.Settings settings;
  private final List<Conv2d> encoder = new ArrayList<>();
  private final List<Conv2d> blocks = new ArrayList<>();
  private final List<Conv2d> decoder = new ArrayList<>();
  private final List<Linear> styles = new ArrayList<>();

  /** Channels of each normalised layer, in the order in which they are normalised. */
  private final List<Integer> normalised = new ArrayList<>();

  private final Parameter classCodes;

  StyleNetworkBlock(StyleNetwork.Settings settings, int classes) {
    super(VERSION);
    this.settings = settings;
    int width = settings.width();
    encoder.add(addChildBlock("Encoder1", convolution(width, OUTER_KERNEL, 1)));
    encoder.add(addChildBlock("Encoder2", convolution(2 * width, KERNEL, 2)));
    encoder.add(addChildBlock("Encoder3", convolution(3 * width, KERNEL, 2)));
    addStyle(3 * width);
    for (int index = 1; index <= 2 * settings.blocks(); index++) {
      blocks.add(addChildBlock("Middle" + index, convolution(3 * width, KERNEL, 1)));
      addStyle(3 * width);
    }
    for (int factor = 2; factor >= 1; factor--) {
      decoder.add(addChildBlock("Decoder" + factor, convolution(factor * width, KERNEL, 1)));
      addStyle(factor * width);
      addStyle(factor * width);
    }
    decoder.add(addChildBlock("Output", convolution(COLOURS, OUTER_KERNEL, 1)));
    // Shaped like the codes of the classes, and filled with them when they have been learnt.
    classCodes =
        addParameter(
            Parameter.builder()
                .setName("classCodes")
                .setType(Parameter.Type.RUNNING_MEAN)
                .optShape(new Shape(classes, codeLength()))
                .build());
    setInitialisers();
  }

  private static Conv2d convolution(int filters, int kernel, int stride) {
    return Conv2d.builder()
        .setKernelShape(new Shape(kernel, kernel))
        .optStride(new Shape(stride, stride))
        .optPadding(new Shape(kernel / 2, kernel / 2))
        .setFilters(filters)
        .build();
  }

  /** Adds what makes means and deviations of a style's code. */
  private void addStyle(int channels) {
    normalised.add(channels);
    String name = "Style" + normalised.size();
    styles.add(addChildBlock(name, Linear.builder().setUnits(2L * channels).build()));
  }

  private void setInitialisers() {
    // Variance 2 / inputs, as ReLUs follow (He et al. 2015, "Delving deep into rectifiers").
    setInitializer(
        new XavierInitializer(RandomType.GAUSSIAN, FactorType.IN, 2), Parameter.Type.WEIGHT);
    NormalInitializer small = new NormalInitializer(SMALL);
    styles.forEach(style -> style.setInitializer(small, Parameter.Type.WEIGHT));
    decoder.get(2).setInitializer(new NormalInitializer(VERY_SMALL), Parameter.Type.WEIGHT);
  }

  /** Returns the channels at full size. */
  int width() {
    return settings.width();
  }

  /** Returns the length D of a style code. */
  int codeLength() {
    return 2 * (COLOURS + 6 * settings.width());
  }

  /**
   * Returns how far away pixels may be that a pixel of a picture depends on, other than by the
   * statistics; with the mirrored edge and on the grid of the middle.
   */
  int reach() {
    // In pixels, the encoder's convolutions: 2 at full size, 1 and then 2 for those of stride 2.
    int encoding = 2 + 1 + 2;
    int middle = 2 * settings.blocks() * REDUCTION;
    // One pixel becomes four, and a convolution sees a neighbour; twice; then the output sees two.
    int decoding = REDUCTION + 2 + 2 + 1 + 2;
    int reach = encoding + middle + decoding + MirroredEdges.WIDTH;
    return (reach + REDUCTION - 1) / REDUCTION * REDUCTION;
  }

  /** Returns the codes of the classes, {@code (classes, D)}; zeros until they have been learnt. */
  NDArray classCodes() {
    return classCodes.getArray();
  }

  /** Returns the style codes of images {@code (N, 3, H, W)}, {@code (N, D)}. */
  @Override
  public NDArray encode(ParameterStore parameters, NDArray images) {
    return code(encoded(parameters, images, false));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray images = inputs.get(0);
    List<NDArray> maps = encoded(parameters, images, training);
    NDArray codes = inputs.size() > 1 ? inputs.get(1) : code(maps);
    Optional<NDArray> statistics =
        inputs.size() > 2 ? Optional.of(inputs.get(2)) : Optional.empty();
    Pass pass = new Pass(parameters, training, codes, statistics);
    NDArray pictures = pass.decode(maps);
    return new NDList(
        MirroredEdges.cut(pictures, images.getShape()), NDArrays.concat(new NDList(pass.used), 1));
  }

  /** Returns the scaled image and what each convolution of the encoder makes of it. */
  private List<NDArray> encoded(ParameterStore parameters, NDArray images, boolean training) {
    List<NDArray> maps = new ArrayList<>();
    // From [0, 1] to a mean near zero and a variance near one, as the initial weights expect.
    maps.add(Scaled.by(MirroredEdges.add(images, REDUCTION), 4).sub(2));
    for (Conv2d convolution : encoder) {
      NDArray before = maps.get(maps.size() - 1);
      maps.add(Activation.relu(convolved(convolution, parameters, before, training)));
    }
    return maps;
  }

  private static NDArray code(List<NDArray> maps) {
    NDList rows = new NDList();
    maps.forEach(map -> rows.add(ChannelStatistics.of(map).row()));
    return NDArrays.concat(rows, 1);
  }

  private static NDArray convolved(
      Conv2d convolution, ParameterStore parameters, NDArray maps, boolean training) {
    return convolution.forward(parameters, new NDList(maps), training).singletonOrThrow();
  }

  /** The way from a content's maps to the picture, normalisation by normalisation. */
  private final class Pass {
    private final ParameterStore parameters;
    private final boolean training;
    private final NDArray codes;
    private final Optional<NDArray> given;
    private final Iterator<Linear> layers = styles.iterator();

    /** The statistics by which the maps were normalised, one row for each layer. */
    private final List<NDArray> used = new ArrayList<>();

    private long position;

    Pass(ParameterStore parameters, boolean training, NDArray codes, Optional<NDArray> given) {
      this.parameters = parameters;
      this.training = training;
      this.codes = codes;
      this.given = given;
    }

    NDArray decode(List<NDArray> encoded) {
      NDArray maps = Activation.relu(styled(encoded.get(3)));
      Iterator<Conv2d> middle = blocks.iterator();
      while (middle.hasNext()) {
        NDArray inner = Activation.relu(styled(convolve(middle.next(), maps)));
        maps = maps.add(styled(convolve(middle.next(), inner)));
      }
      for (int step = 0; step < 2; step++) {
        NDArray larger = convolve(decoder.get(step), NearestUpsampling.apply(maps, 2));
        maps = Activation.relu(styled(larger).add(styled(encoded.get(2 - step))));
      }
      return Activation.sigmoid(convolve(decoder.get(2), maps));
    }

    private NDArray convolve(Conv2d convolution, NDArray maps) {
      return convolved(convolution, parameters, maps, training);
    }

    /** Gives maps the means and deviations that this layer has in the style. */
    private NDArray styled(NDArray maps) {
      int channels = (int) maps.getShape().get(1);
      NDList own =
          layers.next().forward(parameters, new NDList(codes), training).head().split(2, 1);
      ChannelStatistics statistics = statistics(maps, channels);
      used.add(statistics.row());
      return AdaptiveInstanceNormalisation.apply(maps, statistics, own.get(0), own.get(1).add(1));
    }

    private ChannelStatistics statistics(NDArray maps, int channels) {
      if (given.isEmpty()) {
        return ChannelStatistics.of(maps);
      }
      long from = position;
      position += 2L * channels;
      return ChannelStatistics.ofRow(given.get().get(":, %d:%d".formatted(from, position)));
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    long statistics = normalised.stream().mapToLong(channels -> 2L * channels).sum();
    return new Shape[] {inputs[0], new Shape(inputs[0].get(0), statistics)};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputs) {
    long count = inputs[0].get(0);
    Shape maps = padded(inputs[0]);
    for (Conv2d convolution : encoder) {
      convolution.initialize(manager, dataType, maps);
      maps = convolution.getOutputShapes(new Shape[] {maps})[0];
    }
    for (Conv2d convolution : blocks) {
      convolution.initialize(manager, dataType, maps);
    }
    for (int step = 0; step < 3; step++) {
      Conv2d convolution = decoder.get(step);
      if (step < 2) {
        maps = new Shape(count, maps.get(1), 2 * maps.get(2), 2 * maps.get(3));
      }
      convolution.initialize(manager, dataType, maps);
      maps = convolution.getOutputShapes(new Shape[] {maps})[0];
    }
    styles.forEach(style -> style.initialize(manager, dataType, new Shape(count, codeLength())));
  }

  private static Shape padded(Shape images) {
    return new Shape(images.get(0), images.get(1), padded(images.get(2)), padded(images.get(3)));
  }

  private static long padded(long side) {
    long both = side + 2 * MirroredEdges.WIDTH;
    return (both + REDUCTION - 1) / REDUCTION * REDUCTION;
  }
}

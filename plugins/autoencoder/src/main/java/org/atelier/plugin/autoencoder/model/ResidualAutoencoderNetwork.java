package org.atelier.plugin.autoencoder.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.atelier.api.Encoder;
import org.atelier.api.tensor.NearestUpsampling;
import org.atelier.api.tensor.Scaled;

/** The network of {@link ResidualAutoencoder}: {@code (N, C, H, W)} to {@code (N, 3, H, W)}. */
final class ResidualAutoencoderNetwork extends AbstractBlock implements Encoder {
  private static final byte VERSION = 1;

  /** Channels of what is restored: the first of the input, where there are more. */
  static final int COLOURS = 3;

  private final ResidualAutoencoder.Settings settings;
  private final Shape codeMaps;

  private final Conv2d stem;
  private final List<ResidualUnit> encoder = new ArrayList<>();
  private final Conv2d toCode;
  private final Optional<Linear> narrow;
  private final Optional<Linear> widen;
  private final Conv2d fromCode;
  private final List<ResidualUnit> decoder = new ArrayList<>();
  private final Conv2d toPixels;

  ResidualAutoencoderNetwork(ResidualAutoencoder.Settings settings, Shape image) {
    super(VERSION);
    this.settings = settings;
    int reduction = settings.reduction();
    this.codeMaps =
        new Shape(
            settings.codeChannels(),
            Margin.padded(image.get(1), reduction) / reduction,
            Margin.padded(image.get(2), reduction) / reduction);
    stem = addChildBlock("Stem", Convolutions.reducing(settings.width(), reduction));
    addUnits("Encoder", encoder);
    toCode = addChildBlock("ToCode", Convolutions.same(settings.codeChannels()));
    narrow = settings.bottleneck().map(size -> addChildBlock("Narrow", linear(size)));
    widen = narrow.map(layer -> addChildBlock("Widen", linear(codeMaps.size())));
    fromCode = addChildBlock("FromCode", Convolutions.same(settings.width()));
    addUnits("Decoder", decoder);
    toPixels = addChildBlock("ToPixels", Convolutions.same(COLOURS * reduction * reduction));
    setInitialisers();
  }

  private void addUnits(String name, List<ResidualUnit> units) {
    for (int index = 1; index <= settings.blocks(); index++) {
      units.add(
          addChildBlock("%sBlock%d".formatted(name, index), new ResidualUnit(settings.width())));
    }
  }

  private static Linear linear(long units) {
    return Linear.builder().setUnits(units).build();
  }

  /** A variance of 1 / inputs keeps the scale, as the blocks start as the identity. */
  private void setInitialisers() {
    setInitializer(
        new XavierInitializer(RandomType.GAUSSIAN, FactorType.IN, 1), Parameter.Type.WEIGHT);
    encoder.forEach(ResidualUnit::startAsIdentity);
    decoder.forEach(ResidualUnit::startAsIdentity);
    if (codeKeepsColours()) {
      toCode.setInitializer(Initializer.ZEROS, Parameter.Type.WEIGHT);
      toPixels.setInitializer(Initializer.ZEROS, Parameter.Type.WEIGHT);
    }
  }

  private boolean codeKeepsColours() {
    return settings.codeChannels() >= COLOURS;
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
    NDArray seen = training && settings.noise() > 0 ? noisy(images) : images;
    NDArray restored = decode(parameters, encode(parameters, seen, training), training);
    NDArray cut = Margin.cut(restored, images.getShape());
    // Not limited in training, where a value beyond the limit would have no gradient.
    return new NDList(training ? cut : cut.clip(0, 1));
  }

  private NDArray noisy(NDArray images) {
    return images.add(
        images
            .getManager()
            .randomNormal(0, (float) settings.noise(), images.getShape(), DataType.FLOAT32));
  }

  private NDArray encode(ParameterStore parameters, NDArray images, boolean training) {
    NDArray padded = Margin.add(images, settings.reduction());
    // From [0, 1] to a mean near zero and a variance near one, as the initial weights expect.
    NDArray maps = apply(stem, parameters, Scaled.by(padded, 4).sub(2), training);
    for (ResidualUnit unit : encoder) {
      maps = apply(unit, parameters, maps, training);
    }
    NDArray detail = apply(toCode, parameters, maps, training);
    NDArray code = codeKeepsColours() ? detail.add(colours(padded)) : detail;
    return narrow
        .map(layer -> apply(layer, parameters, code.reshape(-1, codeMaps.size()), training))
        .orElse(code);
  }

  /** Returns the mean colour of each square, with zeros for the code's other channels. */
  private NDArray colours(NDArray images) {
    Shape square = new Shape(settings.reduction(), settings.reduction());
    NDArray alone = images.getShape().get(1) == COLOURS ? images : coloursOf(images);
    NDArray means = Pool.avgPool2d(alone, square, square, new Shape(0, 0), false, false);
    int others = settings.codeChannels() - COLOURS;
    if (others == 0) {
      return means;
    }
    Shape shape = means.getShape();
    NDArray zeros =
        means
            .getManager()
            .zeros(new Shape(shape.get(0), others, shape.get(2), shape.get(3)), DataType.FLOAT32);
    return NDArrays.concat(new NDList(means, zeros), 1);
  }

  private NDArray decode(ParameterStore parameters, NDArray code, boolean training) {
    NDArray codeImage = widen.map(layer -> widened(layer, parameters, code, training)).orElse(code);
    NDArray maps = apply(fromCode, parameters, codeImage, training);
    for (ResidualUnit unit : decoder) {
      maps = apply(unit, parameters, maps, training);
    }
    NDArray detail =
        PixelShuffle.apply(apply(toPixels, parameters, maps, training), settings.reduction());
    if (!codeKeepsColours()) {
      return detail;
    }
    return detail.add(NearestUpsampling.apply(coloursOf(codeImage), settings.reduction()));
  }

  private static NDArray coloursOf(NDArray maps) {
    return maps.get(":, :%d".formatted(COLOURS));
  }

  private NDArray widened(Linear layer, ParameterStore parameters, NDArray code, boolean training) {
    return apply(layer, parameters, code, training)
        .reshape(-1, codeMaps.get(0), codeMaps.get(1), codeMaps.get(2));
  }

  private static NDArray apply(
      Block block, ParameterStore parameters, NDArray input, boolean training) {
    return block.forward(parameters, new NDList(input), training).singletonOrThrow();
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    Shape images = inputs[0];
    return new Shape[] {new Shape(images.get(0), COLOURS, images.get(2), images.get(3))};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputs) {
    Shape padded = Margin.padded(inputs[0], settings.reduction());
    long count = padded.get(0);
    stem.initialize(manager, dataType, padded);
    Shape maps = stem.getOutputShapes(new Shape[] {padded})[0];
    Shape code = new Shape(count, codeMaps.get(0), maps.get(2), maps.get(3));
    encoder.forEach(unit -> unit.initialize(manager, dataType, maps));
    toCode.initialize(manager, dataType, maps);
    narrow.ifPresent(
        layer -> layer.initialize(manager, dataType, new Shape(count, codeMaps.size())));
    widen.ifPresent(
        layer ->
            layer.initialize(
                manager, dataType, new Shape(count, settings.bottleneck().orElseThrow())));
    fromCode.initialize(manager, dataType, code);
    decoder.forEach(unit -> unit.initialize(manager, dataType, maps));
    toPixels.initialize(manager, dataType, maps);
  }
}

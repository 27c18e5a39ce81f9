package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import ai.djl.util.PairList;
import java.util.List;
import org.atelier.api.tensor.Layered;

/** The network of {@link WikiArtCnn}: images {@code (N, C, H, W)} to log-probabilities. */
final class WikiArtBlock extends AbstractBlock implements Layered {
  private static final byte VERSION = 1;
  private static final int KERNEL = 4;
  private static final int PADDING = 2;

  private final WikiArtCnn.Settings settings;
  private final int classes;
  private final Conv2d convolution;
  private final BatchNorm normalisation;
  private final Linear hidden;
  private final Dropout dropout;
  private final Linear output;

  WikiArtBlock(WikiArtCnn.Settings settings, int classes) {
    super(VERSION);
    this.settings = settings;
    this.classes = classes;
    convolution =
        addChildBlock(
            "Convolution",
            Conv2d.builder()
                .setKernelShape(new Shape(KERNEL, KERNEL))
                .optPadding(new Shape(PADDING, PADDING))
                .setFilters(1)
                .build());
    normalisation = addChildBlock("Normalisation", BatchNormalisation.block());
    hidden = addChildBlock("Hidden", Linear.builder().setUnits(settings.hidden()).build());
    dropout =
        addChildBlock("Dropout", Dropout.builder().optRate((float) settings.dropout()).build());
    output = addChildBlock("Output", Linear.builder().setUnits(classes).build());
    // Uniform within 1 / sqrt(inputs), as the study's framework does by default: DJL's own default
    // has nearly two and a half times the spread.
    setInitializer(
        new XavierInitializer(RandomType.UNIFORM, FactorType.IN, 1), Parameter.Type.WEIGHT);
  }

  /** Returns the number of pooled pixels for an image {@code (C, H, W)}. */
  static long features(Pooling pooling, Shape image) {
    return pooling.pooled(convolved(image.get(1))) * pooling.pooled(convolved(image.get(2)));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDList values = inputs;
    for (Layer layer : layers()) {
      values = layer.step().forward(parameters, values, training);
    }
    return values;
  }

  @Override
  public List<Layer> layers() {
    return List.of(
        new Layer("convolution", true, this::convolveAndPool),
        Layer.of("flatten", maps -> maps.reshape(maps.getShape().get(0), -1)),
        new Layer("normalisation", true, this::normalise),
        Layer.of("hidden", hidden),
        Layer.of("dropout", dropout),
        Layer.of("activation", settings.activation()::apply),
        Layer.of("output", output),
        Layer.of("log-softmax", logits -> logits.logSoftmax(1)));
  }

  private NDList convolveAndPool(ParameterStore parameters, NDList inputs, boolean training) {
    NDArray images = inputs.singletonOrThrow();
    ParameterList filter = convolution.getDirectParameters();
    NDArray weight = parameters.getValue(filter.get("weight"), images.getDevice(), training);
    NDArray bias = parameters.getValue(filter.get("bias"), images.getDevice(), training);
    return new NDList(settings.pool().convolveAndPool(images, weight, bias, PADDING));
  }

  private NDList normalise(ParameterStore parameters, NDList inputs, boolean training) {
    NDArray pooled = inputs.singletonOrThrow();
    return new NDList(BatchNormalisation.apply(normalisation, parameters, pooled, training));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), classes)};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputs) {
    long count = inputs[0].get(0);
    Shape features = new Shape(count, features(settings.pool(), inputs[0].slice(1)));
    Shape narrow = new Shape(count, settings.hidden());
    convolution.initialize(manager, dataType, inputs[0]);
    normalisation.initialize(manager, dataType, features);
    hidden.initialize(manager, dataType, features);
    dropout.initialize(manager, dataType, narrow);
    output.initialize(manager, dataType, narrow);
  }

  private static long convolved(long side) {
    return side + 2 * PADDING - KERNEL + 1;
  }
}

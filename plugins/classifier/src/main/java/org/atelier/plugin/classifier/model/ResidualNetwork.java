package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.atelier.api.tensor.ChannelsLast;
import org.atelier.api.tensor.HalvingMaxPool;
import org.atelier.api.tensor.Layered;
import org.atelier.api.tensor.Scaled;

/**
 * The network of {@link ResidualCnn}: images {@code (N, C, H, W)} to logits {@code (N, classes)}.
 */
final class ResidualNetwork extends AbstractBlock implements Layered {
  private static final byte VERSION = 1;
  private static final int STEM_KERNEL = 5;

  private final int classes;
  private final NormalisedConvolution stem;

  /** The blocks by the names of their layers, in their order. */
  private final Map<String, ResidualBlock> blocks = new LinkedHashMap<>();

  private final Dropout dropout;
  private final Linear output;

  ResidualNetwork(ResidualCnn.Settings settings, int classes) {
    super(VERSION);
    this.classes = classes;
    List<Integer> widths = settings.widths();
    stem = addChildBlock("Stem", new NormalisedConvolution(widths.get(0), STEM_KERNEL, 2));
    addStages(settings);
    dropout =
        addChildBlock("Dropout", Dropout.builder().optRate((float) settings.dropout()).build());
    output = addChildBlock("Output", Linear.builder().setUnits(classes).build());
    // Variance 2 / inputs where a ReLU follows (He et al. 2015, "Delving deep into rectifiers",
    // equation 10), and 1 / inputs where none does.
    setInitializer(gaussian(2), Parameter.Type.WEIGHT);
    output.setInitializer(gaussian(1), Parameter.Type.WEIGHT);
  }

  private void addStages(ResidualCnn.Settings settings) {
    List<Integer> widths = settings.widths();
    int deepest = widths.size() * settings.blocks() - 1;
    int width = widths.get(0);
    for (int stage = 0; stage < widths.size(); stage++) {
      for (int index = 0; index < settings.blocks(); index++) {
        int filters = widths.get(stage);
        int stride = stage > 0 && index == 0 ? 2 : 1;
        // The deeper, the more often: Huang et al. 2016, equation 4.
        double depth = deepest == 0 ? 1 : (double) blocks.size() / deepest;
        float dropRate = (float) (settings.stochasticDepth() * depth);
        blocks.put(
            "stage-%d/block-%d".formatted(stage + 1, index + 1),
            addChildBlock(
                "Stage%dBlock%d".formatted(stage + 1, index + 1),
                new ResidualBlock(width, filters, stride, dropRate)));
        width = filters;
      }
    }
  }

  private static XavierInitializer gaussian(float gain) {
    return new XavierInitializer(RandomType.GAUSSIAN, FactorType.IN, gain);
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
    List<Layer> layers = new ArrayList<>();
    // From [0, 1] to a mean near zero and a variance near one, as the initial weights expect.
    layers.add(Layer.of("scaling", images -> ChannelsLast.of(Scaled.by(images, 4).sub(2))));
    layers.add(Layer.of("stem", stem));
    // As ReLU keeps order it may come after the maximum, where there is less to do.
    layers.add(Layer.of("pooling", ResidualNetwork::halved));
    layers.add(Layer.of("activation", Activation::relu));
    blocks.forEach((name, block) -> layers.add(Layer.of(name, block)));
    layers.add(Layer.of("average", ResidualNetwork::average));
    layers.add(Layer.of("dropout", dropout));
    layers.add(Layer.of("output", output));
    return layers;
  }

  private static NDArray halved(NDArray maps) {
    return ChannelsLast.isKnown(maps) ? HalvingMaxPool.byEngine(maps) : HalvingMaxPool.apply(maps);
  }

  /** Returns each channel's mean; over one axis, as PyTorch's binding takes no more. */
  private static NDArray average(NDArray maps) {
    Shape shape = maps.getShape();
    return maps.reshape(shape.get(0), shape.get(1), -1).mean(new int[] {2});
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), classes)};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputs) {
    stem.initialize(manager, dataType, inputs);
    Shape convolved = stem.getOutputShapes(inputs)[0];
    Shape maps = HalvingMaxPool.shape(convolved);
    for (ResidualBlock block : blocks.values()) {
      block.initialize(manager, dataType, maps);
      maps = block.getOutputShapes(new Shape[] {maps})[0];
    }
    Shape features = maps.slice(0, 2);
    dropout.initialize(manager, dataType, features);
    output.initialize(manager, dataType, features);
  }
}

package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.atelier.plugin.classifier.weights.StoredParameter;

/**
 * One residual block of the deeper networks: {@code relu(skip(x) + branch(x))}, where the branch is
 * normalised convolutions of 1 x 1, 3 x 3 and 1 x 1, the last with four times the filters (He et
 * al. 2016, "Deep residual learning for image recognition", figure 5 right). As torchvision has it,
 * the convolution of 3 x 3 is the one that halves height and width.
 */
final class BottleneckBlock extends AbstractBlock implements BackboneBlock {
  /** How many times the filters of the narrow convolutions go out. */
  static final int EXPANSION = 4;

  private static final byte VERSION = 1;

  private final int width;
  private final int filters;
  private final NormalisedConvolution first;
  private final NormalisedConvolution second;
  private final NormalisedConvolution third;
  private final Optional<NormalisedConvolution> projection;

  /**
   * Makes a block.
   *
   * @param width channels that come in
   * @param filters filters of the narrow convolutions
   * @param stride 2 to halve height and width, 1 to keep them
   */
  BottleneckBlock(int width, int filters, int stride) {
    super(VERSION);
    this.width = width;
    this.filters = filters;
    int wide = filters * EXPANSION;
    first = addChildBlock("First", new NormalisedConvolution(filters, 1, 1));
    second = addChildBlock("Second", new NormalisedConvolution(filters, 3, stride));
    third = addChildBlock("Third", new NormalisedConvolution(wide, 1, 1));
    projection =
        width == wide && stride == 1
            ? Optional.empty()
            : Optional.of(addChildBlock("Projection", new NormalisedConvolution(wide, 1, stride)));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray maps = inputs.singletonOrThrow();
    NDArray narrow = Activation.relu(first.apply(parameters, maps, training));
    NDArray inner = Activation.relu(second.apply(parameters, narrow, training));
    NDArray branch = third.apply(parameters, inner, training);
    NDArray skip = projection.map(block -> block.apply(parameters, maps, training)).orElse(maps);
    return new NDList(Activation.relu(skip.add(branch)));
  }

  @Override
  public List<StoredParameter> stored(String name) {
    List<StoredParameter> stored = new ArrayList<>();
    stored.addAll(first.stored(name + ".conv1", name + ".bn1", width));
    stored.addAll(second.stored(name + ".conv2", name + ".bn2", filters));
    stored.addAll(third.stored(name + ".conv3", name + ".bn3", filters));
    projection.ifPresent(
        block ->
            stored.addAll(block.stored(name + ".downsample.0", name + ".downsample.1", width)));
    return stored;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return third.getOutputShapes(second.getOutputShapes(first.getOutputShapes(inputs)));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputs) {
    first.initialize(manager, dataType, inputs);
    Shape[] narrow = first.getOutputShapes(inputs);
    second.initialize(manager, dataType, narrow);
    third.initialize(manager, dataType, second.getOutputShapes(narrow));
    projection.ifPresent(block -> block.initialize(manager, dataType, inputs));
  }
}

package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.atelier.plugin.classifier.weights.StoredParameter;

/**
 * One residual block: {@code relu(skip(x) + branch(x))}, where the branch is two convolutions of 3
 * x 3 with batch normalisation, a ReLU between them (He et al. 2016, "Deep residual learning for
 * image recognition", figure 2 left). The skip is the identity, or a normalised convolution of 1 x
 * 1 where the shape changes (option B of its section 3.3).
 *
 * <p>In training the branch is dropped image by image at a given rate and what stays is scaled up,
 * so that nothing needs to be scaled afterwards (Huang et al. 2016, "Deep networks with stochastic
 * depth", where a whole batch is dropped at once).
 */
final class ResidualBlock extends AbstractBlock implements BackboneBlock {
  private static final byte VERSION = 1;
  private static final int KERNEL = 3;

  /** From so many channels on, a convolution of 1 x 1 may have a stride: {@link ChannelsLast}. */
  private static final int FEWEST_FOR_STRIDE = 16;

  private final int width;
  private final int filters;

  /** The stride by which pixels are taken before the projection instead of by it. */
  private final int thinning;

  private final float dropRate;
  private final NormalisedConvolution first;
  private final NormalisedConvolution second;
  private final Optional<NormalisedConvolution> projection;

  /**
   * Makes a block.
   *
   * @param width channels that come in
   * @param filters channels that go out
   * @param stride 2 to halve height and width, 1 to keep them
   * @param dropRate how often an image's branch is dropped in training, in [0, 1)
   */
  ResidualBlock(int width, int filters, int stride, float dropRate) {
    super(VERSION);
    this.width = width;
    this.filters = filters;
    thinning = width < FEWEST_FOR_STRIDE ? stride : 1;
    this.dropRate = dropRate;
    first = addChildBlock("First", new NormalisedConvolution(filters, KERNEL, stride));
    second = addChildBlock("Second", new NormalisedConvolution(filters, KERNEL, 1));
    projection =
        width == filters && stride == 1
            ? Optional.empty()
            : Optional.of(
                addChildBlock(
                    "Projection", new NormalisedConvolution(filters, 1, stride / thinning)));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray maps = inputs.singletonOrThrow();
    try (NDArray branch = branch(parameters, maps, training)) {
      if (projection.isEmpty()) {
        return new NDList(rectified(maps.add(branch)));
      }
      try (NDArray skip = skip(projection.get(), parameters, maps, training)) {
        return new NDList(rectified(skip.add(branch)));
      }
    }
  }

  private NDArray skip(
      NormalisedConvolution convolution,
      ParameterStore parameters,
      NDArray maps,
      boolean training) {
    if (thinning == 1) {
      return convolution.apply(parameters, maps, training);
    }
    try (NDArray seen = maps.get(new NDIndex(":, :, ::%1$d, ::%1$d".formatted(thinning)))) {
      return convolution.apply(parameters, seen, training);
    }
  }

  private NDArray branch(ParameterStore parameters, NDArray maps, boolean training) {
    try (NDArray inner = rectified(first.apply(parameters, maps, training))) {
      NDArray branch = second.apply(parameters, inner, training);
      return training && dropRate > 0 ? drop(branch) : branch;
    }
  }

  /** Applies ReLU, and frees its input at once: memory used again is still in the cache. */
  private static NDArray rectified(NDArray maps) {
    try (maps) {
      return Activation.relu(maps);
    }
  }

  private NDArray drop(NDArray branch) {
    NDArray ones =
        branch.getManager().ones(new Shape(branch.getShape().get(0), 1, 1, 1), DataType.FLOAT32);
    return branch.mul(Dropout.dropout(ones, dropRate, true).singletonOrThrow());
  }

  @Override
  public List<StoredParameter> stored(String name) {
    List<StoredParameter> stored = new ArrayList<>();
    stored.addAll(first.stored(name + ".conv1", name + ".bn1", width));
    stored.addAll(second.stored(name + ".conv2", name + ".bn2", filters));
    projection.ifPresent(
        block ->
            stored.addAll(block.stored(name + ".downsample.0", name + ".downsample.1", width)));
    return stored;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return first.getOutputShapes(inputs);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputs) {
    first.initialize(manager, dataType, inputs);
    second.initialize(manager, dataType, first.getOutputShapes(inputs));
    projection.ifPresent(block -> block.initialize(manager, dataType, inputs));
  }
}

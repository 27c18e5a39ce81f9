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
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;

/**
 * One residual block without normalisation: {@code x + convolution(relu(convolution(x)))}, both of
 * 3 x 3 (Lim et al. 2017, figure 2c). The second starts at zero, and so the block as the identity.
 */
final class ResidualUnit extends AbstractBlock {
  private static final byte VERSION = 1;

  private final Conv2d first;
  private final Conv2d second;

  /** Makes a block that keeps the number of channels. */
  ResidualUnit(int channels) {
    super(VERSION);
    first = addChildBlock("First", Convolutions.same(channels));
    second = addChildBlock("Second", Convolutions.same(channels));
  }

  /** Sets the second convolution to zero; to be called after what sets all initialisers. */
  void startAsIdentity() {
    second.setInitializer(Initializer.ZEROS, Parameter.Type.WEIGHT);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDList inner = first.forward(parameters, inputs, training);
    NDArray active = Activation.relu(inner.singletonOrThrow());
    NDList branch = second.forward(parameters, new NDList(active), training);
    return new NDList(inputs.singletonOrThrow().add(branch.singletonOrThrow()));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return inputs;
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputs) {
    first.initialize(manager, dataType, inputs);
    second.initialize(manager, dataType, inputs);
  }
}

package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * A convolution of an odd square kernel and its batch normalisation: {@code (N, C, H, W)} to {@code
 * (N, filters, ceil(H / stride), ceil(W / stride))}. The convolution has no bias, as the
 * normalisation would take it away again (Ioffe and Szegedy 2015, section 3.2).
 */
final class NormalisedConvolution extends AbstractBlock {
  private static final byte VERSION = 1;

  private final Conv2d convolution;
  private final BatchNorm normalisation;

  NormalisedConvolution(int filters, int kernel, int stride) {
    super(VERSION);
    convolution =
        addChildBlock(
            "Convolution",
            Conv2d.builder()
                .setKernelShape(new Shape(kernel, kernel))
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(kernel / 2, kernel / 2))
                .setFilters(filters)
                .optBias(false)
                .build());
    normalisation = addChildBlock("Normalisation", BatchNormalisation.block());
  }

  NDArray apply(ParameterStore parameters, NDArray maps, boolean training) {
    return forward(parameters, new NDList(maps), training).singletonOrThrow();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray convolved = convolution.forward(parameters, inputs, training).singletonOrThrow();
    return new NDList(BatchNormalisation.apply(normalisation, parameters, convolved, training));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return convolution.getOutputShapes(inputs);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputs) {
    convolution.initialize(manager, dataType, inputs);
    normalisation.initialize(manager, dataType, convolution.getOutputShapes(inputs));
  }
}

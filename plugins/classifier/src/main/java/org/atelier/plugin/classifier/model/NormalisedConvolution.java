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
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import org.atelier.plugin.classifier.weights.StoredParameter;

/**
 * A convolution of an odd square kernel and its batch normalisation: {@code (N, C, H, W)} to {@code
 * (N, filters, ceil(H / stride), ceil(W / stride))}. The convolution has no bias, as the
 * normalisation would take it away again (Ioffe and Szegedy 2015, section 3.2).
 *
 * <p>Outside of training, and always if the weights are frozen ({@link #freezeParameters}), it
 * normalises by the running statistics and leaves them as they are.
 */
final class NormalisedConvolution extends AbstractBlock {
  private static final byte VERSION = 1;

  private final int filters;
  private final int kernel;
  private final int stride;
  private final Conv2d convolution;
  private final BatchNorm normalisation;

  NormalisedConvolution(int filters, int kernel, int stride) {
    super(VERSION);
    this.filters = filters;
    this.kernel = kernel;
    this.stride = stride;
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
    Parameter weight = convolution.getDirectParameters().get("weight");
    if (!training || !weight.requiresGradient()) {
      NDArray maps = inputs.singletonOrThrow();
      return byRunningStatistics(
          parameters, maps, parameters.getValue(weight, maps.getDevice(), false));
    }
    try (NDArray convolved = convolution.forward(parameters, inputs, training).singletonOrThrow()) {
      return new NDList(BatchNormalisation.apply(normalisation, parameters, convolved, training));
    }
  }

  private NDList byRunningStatistics(ParameterStore parameters, NDArray maps, NDArray weight) {
    try (NDManager scope = maps.getManager().newSubManager()) {
      NDList folded = BatchNormalisation.fold(normalisation, parameters, weight, scope);
      return Conv2d.conv2d(
          maps,
          folded.get(0),
          folded.get(1),
          new Shape(stride, stride),
          new Shape(kernel / 2, kernel / 2));
    }
  }

  /**
   * Returns the parameters with their names in a weights file.
   *
   * @param convolutionName the convolution's name there
   * @param normalisationName the normalisation's name there
   * @param channels channels that come in
   */
  List<StoredParameter> stored(String convolutionName, String normalisationName, int channels) {
    ParameterList own = normalisation.getDirectParameters();
    Shape features = new Shape(filters);
    return List.of(
        new StoredParameter(
            convolutionName + ".weight",
            new Shape(filters, channels, kernel, kernel),
            convolution.getDirectParameters().get("weight")),
        new StoredParameter(normalisationName + ".weight", features, own.get("gamma")),
        new StoredParameter(normalisationName + ".bias", features, own.get("beta")),
        new StoredParameter(normalisationName + ".running_mean", features, own.get("runningMean")),
        new StoredParameter(normalisationName + ".running_var", features, own.get("runningVar")));
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

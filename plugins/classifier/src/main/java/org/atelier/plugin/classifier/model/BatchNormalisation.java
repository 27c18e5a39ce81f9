package org.atelier.plugin.classifier.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.ParameterList;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;

/**
 * Batch normalisation (Ioffe and Szegedy 2015, algorithms 1 and 2) that a batch with one value for
 * each feature does not break.
 */
final class BatchNormalisation {
  private static final float EPSILON = 1e-5f;

  private BatchNormalisation() {}

  /** Returns a block with the parameters of one normalisation. */
  static BatchNorm block() {
    return BatchNorm.builder().optEpsilon(EPSILON).build();
  }

  /**
   * Normalises values.
   *
   * @param block holds the parameters, made by {@link #block()}
   * @param parameters where the parameters' values are
   * @param values {@code (N, C)} or {@code (N, C, H, W)}
   * @param training whether to normalise by the batch's own statistics and to remember them
   * @return the normalised values, of the same shape
   */
  static NDArray apply(
      BatchNorm block, ParameterStore parameters, NDArray values, boolean training) {
    boolean single = values.size() == values.getShape().get(1);
    if (training && single) {
      // One value has no variance: normalising by it would erase the image and leave
      // not-a-number in the running variance. Spelt out, since MXNet normalises by the running
      // statistics outside training only.
      return byRunningStatistics(block.getDirectParameters(), parameters, values);
    }
    return block.forward(parameters, new NDList(values), training).singletonOrThrow();
  }

  private static NDArray byRunningStatistics(
      ParameterList own, ParameterStore parameters, NDArray values) {
    Device device = values.getDevice();
    long features = values.getShape().get(1);
    // one value for each feature
    NDArray row = values.reshape(1, features);
    NDArray scale = parameters.getValue(own.get("gamma"), device, true);
    NDArray shift = parameters.getValue(own.get("beta"), device, true);
    NDArray mean = parameters.getValue(own.get("runningMean"), device, true);
    NDArray variance = parameters.getValue(own.get("runningVar"), device, true);
    Shape shape = values.getShape();
    return row.sub(mean).div(variance.add(EPSILON).sqrt()).mul(scale).add(shift).reshape(shape);
  }
}

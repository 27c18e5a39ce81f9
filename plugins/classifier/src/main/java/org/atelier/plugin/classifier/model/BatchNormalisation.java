package org.atelier.plugin.classifier.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
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
   * Returns a convolution's weights and biases such that what it puts out is normalised by the
   * running statistics already: one operation instead of two, and the same on both engines at any
   * time (MXNet's own normalisation would use the batch's statistics wherever gradients are
   * recorded).
   *
   * @param block holds the parameters, made by {@link #block()}
   * @param parameters where the parameters' values are
   * @param weight the convolution's weights {@code (F, C, K, K)}
   * @param scope owns what is computed
   * @return weights of the same shape and biases {@code (F)}
   */
  static NDList fold(BatchNorm block, ParameterStore parameters, NDArray weight, NDManager scope) {
    ParameterList own = block.getDirectParameters();
    Device device = weight.getDevice();
    NDArray scale = parameters.getValue(own.get("gamma"), device, false);
    NDArray shift = parameters.getValue(own.get("beta"), device, false);
    NDArray mean = parameters.getValue(own.get("runningMean"), device, false);
    NDArray variance = parameters.getValue(own.get("runningVar"), device, false);
    // What is computed belongs to the manager of the array on the left.
    NDArray deviation = scope.create(new float[] {EPSILON}).add(variance).sqrt();
    NDArray factor = scope.create(new float[] {1}).div(deviation).mul(scale);
    return new NDList(factor.reshape(-1, 1, 1, 1).mul(weight), factor.mul(mean).neg().add(shift));
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

package org.atelier.plugin.styletransfer.fast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/**
 * The mean and the deviation of each channel of feature maps.
 *
 * @param means {@code (N, C)}
 * @param deviations {@code (N, C)}, the roots of variances to which {@value #EPSILON} was added
 */
record ChannelStatistics(NDArray means, NDArray deviations) {
  /** Keeps channels that are constant from dividing by zero. */
  static final float EPSILON = 1e-5f;

  /** Computes the statistics of maps {@code (N, C, H, W)}. */
  static ChannelStatistics of(NDArray maps) {
    Shape shape = maps.getShape();
    long count = shape.get(0);
    long channels = shape.get(1);
    // Over one axis, as PyTorch's binding takes no more.
    NDArray pixels = maps.reshape(count, channels, -1);
    NDArray means = pixels.mean(new int[] {2});
    NDArray centred = pixels.sub(means.reshape(count, channels, 1));
    NDArray variances = centred.square().mean(new int[] {2});
    return new ChannelStatistics(means, variances.add(EPSILON).sqrt());
  }

  /** Reads statistics that {@link #row} wrote. */
  static ChannelStatistics ofRow(NDArray row) {
    NDList halves = row.split(2, 1);
    return new ChannelStatistics(halves.get(0), halves.get(1));
  }

  /** Returns the means, then the deviations, {@code (N, 2 C)}. */
  NDArray row() {
    return NDArrays.concat(new NDList(means, deviations), 1);
  }
}

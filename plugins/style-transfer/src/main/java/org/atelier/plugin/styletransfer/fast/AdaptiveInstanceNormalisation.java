package org.atelier.plugin.styletransfer.fast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Adaptive instance normalisation (Huang and Belongie 2017, "Arbitrary style transfer in real-time
 * with adaptive instance normalization", equation 8): each channel of an image's maps is brought to
 * another mean and another deviation.
 */
final class AdaptiveInstanceNormalisation {
  private AdaptiveInstanceNormalisation() {}

  /**
   * Normalises maps.
   *
   * @param maps {@code (N, C, H, W)}
   * @param own the maps' own statistics; those of the whole image where the maps are a part of it
   * @param means {@code (N, C)} that the channels get
   * @param deviations {@code (N, C)} that the channels get
   * @return {@code (N, C, H, W)}
   */
  static NDArray apply(NDArray maps, ChannelStatistics own, NDArray means, NDArray deviations) {
    Shape shape = maps.getShape();
    Shape column = new Shape(own.means().getShape().get(0), shape.get(1), 1, 1);
    // One product and one sum for each pixel.
    NDArray factor = deviations.div(own.deviations());
    NDArray shift = means.sub(own.means().mul(factor));
    return maps.mul(factor.reshape(column)).add(shift.reshape(column));
  }
}

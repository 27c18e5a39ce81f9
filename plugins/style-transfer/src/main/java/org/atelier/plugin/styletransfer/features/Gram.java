package org.atelier.plugin.styletransfer.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.atelier.api.tensor.Scaled;

/**
 * What feature maps have in common over all places, which describes textures and colours and
 * forgets where they are.
 */
public final class Gram {
  /** Keeps the slope of the root finite where a channel does not vary. */
  private static final float LEAST_VARIANCE = 1e-8f;

  private Gram() {}

  /**
   * Returns Gram matrices: the products of any two channels, summed over all places (Gatys, Ecker
   * and Bethge 2016, "Image style transfer using convolutional neural networks", equation 3), here
   * divided by {@code C * H * W}, so that images of any size can be compared.
   *
   * @param maps {@code (N, C, H, W)}
   * @return {@code (N, C, C)}
   */
  public static NDArray matrix(NDArray maps) {
    Shape shape = maps.getShape();
    long channels = shape.get(1);
    long places = shape.get(2) * shape.get(3);
    NDArray flat = maps.reshape(shape.get(0), channels, places);
    return Scaled.by(flat.matMul(flat.transpose(0, 2, 1)), 1.0 / (channels * places));
  }

  /**
   * Returns the mean of each channel.
   *
   * @param maps {@code (N, C, H, W)}
   * @return {@code (N, C, 1, 1)}
   */
  public static NDArray means(NDArray maps) {
    return flat(maps).mean(new int[] {2}).reshape(perChannel(maps));
  }

  /**
   * Returns the standard deviation of each channel over its places (Huang and Belongie 2017,
   * "Arbitrary style transfer in real-time with adaptive instance normalization", equation 6); a
   * small number is added to the variance.
   *
   * @param maps {@code (N, C, H, W)}
   * @return {@code (N, C, 1, 1)}
   */
  public static NDArray deviations(NDArray maps) {
    NDArray centred = flat(maps.sub(means(maps)));
    return centred
        .mul(centred)
        .mean(new int[] {2})
        .add(LEAST_VARIANCE)
        .sqrt()
        .reshape(perChannel(maps));
  }

  /** Places on one axis, as PyTorch's binding takes means over one axis only. */
  private static NDArray flat(NDArray maps) {
    Shape shape = maps.getShape();
    return maps.reshape(shape.get(0), shape.get(1), shape.get(2) * shape.get(3));
  }

  private static Shape perChannel(NDArray maps) {
    return new Shape(maps.getShape().get(0), maps.getShape().get(1), 1, 1);
  }
}

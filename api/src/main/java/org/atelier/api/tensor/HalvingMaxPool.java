package org.atelier.api.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;

/**
 * The maximum of each square of 2 x 2: half as high, half as wide.
 *
 * <p>It is computed as maxima of rows and then of columns by {@code a + relu(b - a)}, which rounds
 * in the last digit. The engines' own pooling goes through each square by itself, which on a
 * processor takes longer than the convolution before it; and the gradient of PyTorch's maximum of
 * two arrays takes longer still.
 */
public final class HalvingMaxPool {
  private static final int SIDE = 2;

  private HalvingMaxPool() {}

  /**
   * Pools maps. A last row or column without a partner is left out; a side of one pixel stays.
   *
   * @param maps {@code (N, C, H, W)}
   * @return {@code (N, C, max(1, H / 2), max(1, W / 2))}
   */
  public static NDArray apply(NDArray maps) {
    Shape shape = maps.getShape();
    long height = shape.get(2);
    long width = shape.get(3);
    if (height % SIDE != 0 || width % SIDE != 0) {
      return byEngine(maps);
    }
    long rowPairs = shape.get(0) * shape.get(1) * height / SIDE;
    // Columns to the front, where the way back lays them side by side in two pieces, not in as
    // many as there are pixels.
    try (NDArray rows = larger(maps.reshape(rowPairs, SIDE, width).split(SIDE, 1));
        NDArray columns = rows.reshape(rowPairs, width / SIDE, SIDE).transpose(2, 0, 1);
        NDArray squares = larger(columns.split(SIDE, 0))) {
      return squares.reshape(shape(shape));
    }
  }

  /**
   * Pools maps by the engine's own pooling, which is the faster way for {@link ChannelsLast}.
   *
   * @param maps {@code (N, C, H, W)}
   * @return {@code (N, C, max(1, H / 2), max(1, W / 2))}
   */
  public static NDArray byEngine(NDArray maps) {
    Shape shape = maps.getShape();
    Shape window = new Shape(Math.min(SIDE, shape.get(2)), Math.min(SIDE, shape.get(3)));
    return Pool.maxPool2d(maps, window, window, new Shape(0, 0), false);
  }

  /** Returns the shape of pooled maps. */
  public static Shape shape(Shape maps) {
    return new Shape(
        maps.get(0), maps.get(1), Math.max(1, maps.get(2) / SIDE), Math.max(1, maps.get(3) / SIDE));
  }

  private static NDArray larger(NDList pair) {
    NDArray first = pair.get(0);
    try (pair;
        NDArray difference = pair.get(1).sub(first);
        NDArray excess = Activation.relu(difference)) {
      return excess.add(first);
    }
  }
}

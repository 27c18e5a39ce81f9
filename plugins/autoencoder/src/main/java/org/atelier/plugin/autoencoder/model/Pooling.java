package org.atelier.plugin.autoencoder.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import org.atelier.api.tensor.HalvingMaxPool;

/** How 2 x 2 pixels become one. */
public enum Pooling {
  /** By their maximum. */
  MAX {
    @Override
    NDArray apply(NDArray maps) {
      return HalvingMaxPool.apply(maps);
    }
  },
  /** By their mean. */
  AVERAGE {
    @Override
    NDArray apply(NDArray maps) {
      return Pool.avgPool2d(maps, WINDOW, WINDOW, NO_PADDING, false, false);
    }
  };

  /** Height and width of what becomes one pixel. */
  static final int SIDE = 2;

  private static final Shape WINDOW = new Shape(SIDE, SIDE);
  private static final Shape NO_PADDING = new Shape(0, 0);

  /** Halves height and width, which are even. */
  abstract NDArray apply(NDArray maps);
}

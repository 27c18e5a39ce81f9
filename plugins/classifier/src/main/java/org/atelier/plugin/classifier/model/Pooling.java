package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import org.atelier.api.tensor.AdaptiveAveragePool;

/** How {@link WikiArtCnn} makes its feature map small. */
public enum Pooling {
  /** The maximum of each 4 x 4 window, padding 2, stride 4. */
  MAX {
    @Override
    long pooled(long side) {
      return side / STRIDE + 1;
    }

    @Override
    NDArray apply(NDArray features) {
      return Pool.maxPool2d(
          features,
          new Shape(STRIDE, STRIDE),
          new Shape(STRIDE, STRIDE),
          new Shape(STRIDE / 2, STRIDE / 2),
          false);
    }
  },
  /** The average of each cell of a 50 x 50 grid; a side below 50 stays as it is. */
  AVERAGE {
    @Override
    long pooled(long side) {
      return Math.min(side, GRID);
    }

    @Override
    NDArray apply(NDArray features) {
      Shape shape = features.getShape();
      return AdaptiveAveragePool.apply(
          features, (int) pooled(shape.get(2)), (int) pooled(shape.get(3)));
    }
  };

  private static final int STRIDE = 4;
  private static final int GRID = 50;

  /** Returns the side of the pooled map, in cells, for a feature map's side. */
  abstract long pooled(long side);

  /** Pools a feature map {@code (N, C, H, W)}. */
  abstract NDArray apply(NDArray features);
}

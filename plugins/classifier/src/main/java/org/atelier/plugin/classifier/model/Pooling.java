package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.atelier.api.tensor.AdaptiveAveragePool;
import org.atelier.api.tensor.FewFilterConvolution;

/** How {@link WikiArtCnn} makes its feature map small. */
public enum Pooling {
  /** The maximum of each 4 x 4 window, padding 2, stride 4. */
  MAX {
    @Override
    long pooled(long side) {
      return side / STRIDE + 1;
    }

    @Override
    NDArray convolveAndPool(NDArray images, NDArray weight, NDArray bias, int padding) {
      return FewFilterConvolution.maximum(images, weight, bias, padding, STRIDE, STRIDE / 2);
    }
  },
  /** The average of each cell of a 50 x 50 grid; a side below 50 stays as it is. */
  AVERAGE {
    @Override
    long pooled(long side) {
      return Math.min(side, GRID);
    }

    @Override
    NDArray convolveAndPool(NDArray images, NDArray weight, NDArray bias, int padding) {
      NDArray features = FewFilterConvolution.apply(images, weight, bias, padding);
      Shape shape = features.getShape();
      return AdaptiveAveragePool.apply(
          features, (int) pooled(shape.get(2)), (int) pooled(shape.get(3)));
    }
  };

  private static final int STRIDE = 4;
  private static final int GRID = 50;

  /** Returns the side of the pooled map, in cells, for a feature map's side. */
  abstract long pooled(long side);

  /**
   * Convolves images and pools the feature map.
   *
   * @param images {@code (N, C, H, W)}
   * @param weight the filter, {@code (1, C, K, K)}
   * @param bias {@code (1)}
   * @param padding rows and columns of zeros around the images
   */
  abstract NDArray convolveAndPool(NDArray images, NDArray weight, NDArray bias, int padding);
}

package org.atelier.api.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Adaptive average pooling, which DJL offers on neither engine: two products with constant
 * matrices, so that gradients come by themselves.
 *
 * <p>Output row {@code i} of {@code n} averages the input rows from {@code floor(i * size / n)} to
 * {@code ceil((i + 1) * size / n) - 1}, as PyTorch's {@code AdaptiveAvgPool2d} does; columns alike.
 */
public final class AdaptiveAveragePool {
  private AdaptiveAveragePool() {}

  /**
   * Pools images to a fixed size.
   *
   * @param images {@code (N, C, H, W)}
   * @param height output height
   * @param width output width
   * @return {@code (N, C, height, width)}
   */
  public static NDArray apply(NDArray images, int height, int width) {
    Shape shape = images.getShape();
    long count = shape.get(0);
    long channels = shape.get(1);
    int inputHeight = (int) shape.get(2);
    int inputWidth = (int) shape.get(3);
    NDManager manager = images.getManager();
    // Left to the manager: PyTorch still reads them when gradients flow back.
    NDArray columns = manager.create(weights(inputWidth, width), new Shape(width, inputWidth));
    NDArray rows = manager.create(weights(inputHeight, height), new Shape(height, inputHeight));
    return images
        .reshape(count * channels * inputHeight, inputWidth)
        .matMul(columns.transpose())
        .reshape(count * channels, inputHeight, width)
        .transpose(0, 2, 1)
        .reshape(count * channels * width, inputHeight)
        .matMul(rows.transpose())
        .reshape(count * channels, width, height)
        .transpose(0, 2, 1)
        .reshape(count, channels, height, width);
  }

  /** Returns the averaging weights, an {@code output x input} matrix in row order. */
  static float[] weights(int input, int output) {
    float[] weights = new float[output * input];
    for (int row = 0; row < output; row++) {
      int from = (int) ((long) row * input / output);
      int to = (int) (((long) (row + 1) * input + output - 1) / output);
      for (int column = from; column < to; column++) {
        weights[row * input + column] = 1f / (to - from);
      }
    }
    return weights;
  }
}

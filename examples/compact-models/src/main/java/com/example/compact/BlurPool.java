package com.example.compact;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Halves feature maps after a Gaussian blur, so that a shift of the image by a pixel changes little
 * (Zhang 2019, "Making Convolutional Networks Shift-Invariant Again", section 3).
 */
final class BlurPool {
  private final double spread;

  BlurPool(double spread) {
    this.spread = spread;
  }

  Block block() {
    return new LambdaBlock(maps -> new NDList(apply(maps.singletonOrThrow())), "blurPool");
  }

  /** From {@code (N, C, H, W)} to {@code (N, C, ceil(H / 2), ceil(W / 2))}. */
  NDArray apply(NDArray maps) {
    Shape shape = maps.getShape();
    long planes = shape.get(0) * shape.get(1);
    int height = (int) shape.get(2);
    int width = (int) shape.get(3);
    int lowHeight = (height + 1) / 2;
    int lowWidth = (width + 1) / 2;
    NDManager manager = maps.getManager();
    NDArray columns = manager.create(weights(width), new Shape(lowWidth, width)).transpose();
    NDArray rows = manager.create(weights(height), new Shape(lowHeight, height)).transpose();
    NDArray narrow =
        maps.reshape(planes * height, width)
            .matMul(columns)
            .reshape(planes, height, lowWidth)
            .transpose(0, 2, 1)
            .reshape(planes * lowWidth, height);
    return narrow
        .matMul(rows)
        .reshape(planes, lowWidth, lowHeight)
        .transpose(0, 2, 1)
        .reshape(shape.get(0), shape.get(1), lowHeight, lowWidth);
  }

  /**
   * Returns the matrix from {@code size} pixels to half as many: each row the share of the normal
   * distribution around that pair of pixels that falls on each pixel.
   */
  float[] weights(int size) {
    int low = (size + 1) / 2;
    float[] weights = new float[low * size];
    for (int row = 0; row < low; row++) {
      NormalDistribution blur = new NormalDistribution(2 * row + 0.5, spread);
      double inside = blur.probability(-0.5, size - 0.5);
      for (int pixel = 0; pixel < size; pixel++) {
        weights[row * size + pixel] =
            (float) (blur.probability(pixel - 0.5, pixel + 0.5) / inside);
      }
    }
    return weights;
  }
}

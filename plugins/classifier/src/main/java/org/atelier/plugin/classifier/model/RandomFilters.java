package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import java.util.Arrays;
import java.util.SplittableRandom;

/** How strongly random filters respond to images, wherever that is. */
final class RandomFilters {
  static final int SIDE = 5;

  /** Every second place across and down is enough for a mean, and takes a quarter of the time. */
  private static final Shape STRIDE = new Shape(2, 2);

  private static final int COLOURS = 3;
  private static final float LEAST = 1e-3f;

  private RandomFilters() {}

  /** Returns the shape of a bank of filters. */
  static Shape shape(int filters) {
    return new Shape(filters, COLOURS, SIDE, SIDE);
  }

  /**
   * Draws filters that do not respond to a single colour and are all of norm 1.
   *
   * @return {@code (filters, 3, SIDE, SIDE)}, in row order
   */
  static float[] draw(int filters, SplittableRandom random) {
    int taps = SIDE * SIDE;
    float[] bank = new float[filters * COLOURS * taps];
    for (int filter = 0; filter < filters; filter++) {
      double[] weights = new double[COLOURS * taps];
      Arrays.setAll(weights, tap -> random.nextGaussian());
      for (int from = 0; from < weights.length; from += taps) {
        double mean = Arrays.stream(weights, from, from + taps).average().orElseThrow();
        for (int tap = from; tap < from + taps; tap++) {
          weights[tap] -= mean;
        }
      }
      double norm = Math.sqrt(Arrays.stream(weights).map(weight -> weight * weight).sum());
      for (int tap = 0; tap < weights.length; tap++) {
        bank[filter * weights.length + tap] = (float) (weights[tap] / norm);
      }
    }
    return bank;
  }

  /**
   * Describes images by the logarithms of the mean and of the deviation of each filter's positive
   * responses.
   *
   * @param images {@code (N, 3, H, W)}
   * @param bank {@code (filters, 3, SIDE, SIDE)}
   * @return {@code (N, 2 filters)}
   */
  static NDArray describe(NDArray images, NDArray bank) {
    NDArray responses =
        Activation.relu(Conv2d.conv2d(images, bank, null, STRIDE).singletonOrThrow());
    Moments moments = Moments.of(responses);
    return NDArrays.concat(
        new NDList(moments.mean().add(LEAST).log(), moments.deviation().add(LEAST).log()), 1);
  }
}

package org.atelier.plugin.autoencoder.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/** The convolutions of {@link ResidualAutoencoder}. */
final class Convolutions {
  private static final int KERNEL = 3;

  private Convolutions() {}

  /** Returns a convolution of 3 x 3 that keeps height and width. */
  static Conv2d same(int filters) {
    return Conv2d.builder()
        .setKernelShape(new Shape(KERNEL, KERNEL))
        .optPadding(new Shape(KERNEL / 2, KERNEL / 2))
        .setFilters(filters)
        .build();
  }

  /**
   * Returns a convolution that divides height and width, its windows overlapping by half.
   *
   * @param filters channels that go out
   * @param factor by how much; it divides both sides
   */
  static Conv2d reducing(int filters, int factor) {
    int overlap = factor / 2;
    int kernel = factor + 2 * overlap;
    return Conv2d.builder()
        .setKernelShape(new Shape(kernel, kernel))
        .optStride(new Shape(factor, factor))
        .optPadding(new Shape(overlap, overlap))
        .setFilters(filters)
        .build();
  }
}

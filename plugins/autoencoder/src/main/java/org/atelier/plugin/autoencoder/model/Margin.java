package org.atelier.plugin.autoencoder.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/**
 * Rows below and columns to the right of images whose sides do not divide: the last row and column
 * once more, so that no edge is seen where none is. They are cut off again at the end, and as none
 * are added above or to the left, nothing is shifted.
 */
final class Margin {
  private static final int HEIGHT_AXIS = 2;
  private static final int WIDTH_AXIS = 3;

  private Margin() {}

  /** Returns the smallest multiple of a number that is not below a side. */
  static long padded(long side, int multiple) {
    return (side + multiple - 1) / multiple * multiple;
  }

  /** Returns a shape {@code (…, H, W)} with both sides made a multiple of a number. */
  static Shape padded(Shape images, int multiple) {
    return new Shape(
        images.get(0),
        images.get(1),
        padded(images.get(HEIGHT_AXIS), multiple),
        padded(images.get(WIDTH_AXIS), multiple));
  }

  /** Adds what is missing to a multiple of a number in height and width. */
  static NDArray add(NDArray images, int multiple) {
    Shape shape = images.getShape();
    long height = shape.get(HEIGHT_AXIS);
    long width = shape.get(WIDTH_AXIS);
    NDArray higher =
        extended(
            images,
            HEIGHT_AXIS,
            padded(height, multiple) - height,
            ":, :, %d:%d, :".formatted(height - 1, height));
    return extended(
        higher,
        WIDTH_AXIS,
        padded(width, multiple) - width,
        ":, :, :, %d:%d".formatted(width - 1, width));
  }

  private static NDArray extended(NDArray images, int axis, long count, String last) {
    if (count == 0) {
      return images;
    }
    NDList parts = new NDList(images);
    NDArray line = images.get(last);
    for (long index = 0; index < count; index++) {
      parts.add(line);
    }
    return NDArrays.concat(parts, axis);
  }

  /** Cuts images to the height and width of a shape. */
  static NDArray cut(NDArray images, Shape shape) {
    long height = shape.get(HEIGHT_AXIS);
    long width = shape.get(WIDTH_AXIS);
    if (images.getShape().get(HEIGHT_AXIS) == height
        && images.getShape().get(WIDTH_AXIS) == width) {
      return images;
    }
    return images.get(":, :, :%d, :%d".formatted(height, width));
  }
}

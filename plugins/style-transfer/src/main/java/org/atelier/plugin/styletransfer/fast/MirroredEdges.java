package org.atelier.plugin.styletransfer.fast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/**
 * Edges of images continued by their mirror image, so that convolutions see no edge where the
 * picture ends; and cut off again.
 */
final class MirroredEdges {
  /** Rows above and columns to the left, and at least as many below and to the right. */
  static final int WIDTH = 8;

  private static final int HEIGHT_AXIS = 2;
  private static final int WIDTH_AXIS = 3;

  private MirroredEdges() {}

  /**
   * Adds edges, those below and to the right so wide that both sides become multiples of a number.
   *
   * @param images {@code (N, C, H, W)}, no side shorter than the widest edge
   * @param multiple at most {@value #WIDTH}
   */
  static NDArray add(NDArray images, int multiple) {
    NDArray higher = add(images, multiple, HEIGHT_AXIS, ":, :, %d:%d, :");
    return add(higher, multiple, WIDTH_AXIS, ":, :, :, %d:%d");
  }

  private static NDArray add(NDArray images, int multiple, int axis, String range) {
    long side = images.getShape().get(axis);
    long total = (side + 2 * WIDTH + multiple - 1) / multiple * multiple;
    long after = total - side - WIDTH;
    NDArray first = images.get(range.formatted(0, WIDTH)).flip(axis);
    NDArray last = images.get(range.formatted(side - after, side)).flip(axis);
    return NDArrays.concat(new NDList(first, images, last), axis);
  }

  /** Cuts the edges off again: what is left has the height and the width of a shape. */
  static NDArray cut(NDArray images, Shape shape) {
    return images.get(
        ":, :, %1$d:%2$d, %1$d:%3$d"
            .formatted(WIDTH, WIDTH + shape.get(HEIGHT_AXIS), WIDTH + shape.get(WIDTH_AXIS)));
  }
}

package org.atelier.plugin.styletransfer.gatys;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

/**
 * How a picture is looked at: moved by some pixels, or in a mirror.
 *
 * <p>A network that reduces images looks at every fourth place, say. A picture that is always
 * looked at from the same place gets a pattern of that grid, which pleases this network and no
 * other. One that is looked at from many places does not (Mordvintsev, Olah and Tyka 2015,
 * "Inceptionism", who move pictures likewise).
 *
 * @param down rows by which the picture is moved down; what comes in is its own mirror image
 * @param right columns by which it is moved to the right, likewise
 * @param mirrored whether left and right are exchanged
 */
record View(int down, int right, boolean mirrored) {
  /** The picture as it is. */
  static final View WHOLE = new View(0, 0, false);

  /** As far as most networks reduce images before their first blocks. */
  private static final int SIDE = 4;

  /** So that neighbouring steps look from places that are far apart; odd, so that all come up. */
  private static final int STRIDE = 11;

  private static final int DOWN_AXIS = 2;
  private static final int RIGHT_AXIS = 3;

  /**
   * Returns how a step looks at the picture; after 32 steps all views begin again.
   *
   * @param step the step, from 0
   */
  static View of(int step) {
    int index = step * STRIDE % (2 * SIDE * SIDE);
    return new View(index % SIDE, index / SIDE % SIDE, index >= SIDE * SIDE);
  }

  /**
   * Looks at a picture.
   *
   * @param image {@code (1, C, H, W)}
   * @return of the same shape
   */
  NDArray of(NDArray image) {
    NDArray seen = mirrored ? image.flip(RIGHT_AXIS) : image;
    seen = moved(seen, down, DOWN_AXIS, ":, :, :%d, :");
    return moved(seen, right, RIGHT_AXIS, ":, :, :, :%d");
  }

  private static NDArray moved(NDArray image, int by, int axis, String first) {
    long side = image.getShape().get(axis);
    long places = Math.min(by, side - 1);
    if (places == 0) {
      return image;
    }
    NDArray edge = image.get(first.formatted(places)).flip(axis);
    return NDArrays.concat(new NDList(edge, image.get(first.formatted(side - places))), axis);
  }
}

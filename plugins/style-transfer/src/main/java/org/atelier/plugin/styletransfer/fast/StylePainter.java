package org.atelier.plugin.styletransfer.fast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Optional;
import org.atelier.api.UserException;
import org.atelier.api.result.RgbImage;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;
import org.atelier.plugin.styletransfer.fast.Pixels.Rectangle;

/**
 * Makes pictures of any size with a {@link StyleNetwork}.
 *
 * <p>A picture of many pixels is made tile by tile, so that memory does not grow with it. What the
 * network normalises by is then taken from the whole picture in small, as Chen and others 2022
 * propose ("Towards ultra-resolution neural style transfer via thumbnail instance normalization"),
 * and each tile is computed with so much of the picture around it as reaches into it: the tiles are
 * then what the network would make of the whole picture, and there are no seams.
 */
final class StylePainter {
  /** Numbers in one map at full size; of more at once the network makes more than a gigabyte. */
  private static final int MOST_VALUES = 19_200_000;

  /** The longest side of the small picture. */
  private static final int SMALL_SIDE = 768;

  /** Height and width of a tile without what is around it. */
  private static final int TILE = 512;

  private final Compute compute;
  private final Network network;
  private final StyleNetworkBlock block;
  private final int mostPixels;

  StylePainter(Compute compute, Network network, StyleNetworkBlock block) {
    this(compute, network, block, MOST_VALUES / block.width());
  }

  StylePainter(Compute compute, Network network, StyleNetworkBlock block, int mostPixels) {
    this.compute = compute;
    this.network = network;
    this.block = block;
    this.mostPixels = mostPixels;
  }

  /** Returns the style code of a picture; that of a large one is taken from it in small. */
  float[] code(RgbImage picture) {
    try (NDManager scope = compute.newManager()) {
      return network.encode(Pixels.of(scope, atMost(picture))).toFloatArray();
    }
  }

  private boolean isLarge(RgbImage picture) {
    return (long) picture.height() * picture.width() > mostPixels;
  }

  private RgbImage atMost(RgbImage picture) {
    return isLarge(picture) ? picture.reducedTo(SMALL_SIDE) : picture;
  }

  /**
   * Makes a picture.
   *
   * @param content what it shows
   * @param code the style
   * @throws InterruptedException if the run is being stopped
   * @throws UserException if the network's parameters are damaged
   */
  RgbImage paint(RgbImage content, float[] code) throws InterruptedException {
    byte[] planes = new byte[3 * content.height() * content.width()];
    if (!isLarge(content)) {
      Rectangle whole = new Rectangle(0, 0, content.height(), content.width());
      paint(content, whole, whole, code, Optional.empty(), planes);
    } else {
      float[] statistics = statistics(atMost(content), code);
      int around = block.reach();
      for (int top = 0; top < content.height(); top += TILE) {
        for (int left = 0; left < content.width(); left += TILE) {
          if (Thread.interrupted()) {
            throw new InterruptedException("painting tiles");
          }
          Rectangle tile = tile(content, top, left);
          paint(
              content, tile, widened(content, tile, around), code, Optional.of(statistics), planes);
        }
      }
    }
    return RgbImage.of(content.height(), content.width(), planes);
  }

  /** Returns by what the network normalises a picture's maps. */
  private float[] statistics(RgbImage picture, float[] code) {
    try (NDManager scope = compute.newManager()) {
      NDList inputs = new NDList(Pixels.of(scope, picture), row(scope, code));
      return network.forward(inputs, false).get(1).toFloatArray();
    }
  }

  /** Returns a tile; those at the right and at the bottom may be smaller. */
  private static Rectangle tile(RgbImage content, int top, int left) {
    return new Rectangle(
        top, left, Math.min(TILE, content.height() - top), Math.min(TILE, content.width() - left));
  }

  /** Returns a tile with what is around it in the picture; it begins on the network's grid. */
  private static Rectangle widened(RgbImage content, Rectangle tile, int around) {
    int top = Math.max(0, tile.top() - around);
    int left = Math.max(0, tile.left() - around);
    int bottom = Math.min(content.height(), tile.bottom() + around);
    int right = Math.min(content.width(), tile.right() + around);
    return new Rectangle(top, left, bottom - top, right - left);
  }

  private void paint(
      RgbImage content,
      Rectangle tile,
      Rectangle seen,
      float[] code,
      Optional<float[]> statistics,
      byte[] planes) {
    float[] values;
    try (NDManager scope = compute.newManager()) {
      NDList inputs = new NDList(Pixels.of(scope, content, seen), row(scope, code));
      statistics.ifPresent(known -> inputs.add(row(scope, known)));
      values = network.forward(inputs, false).get(0).toFloatArray();
    }
    int at = 0;
    for (int plane = 0; plane < 3; plane++) {
      for (int row = seen.top(); row < seen.bottom(); row++) {
        for (int column = seen.left(); column < seen.right(); column++) {
          float value = values[at++];
          if (tile.contains(row, column)) {
            checkNumber(value);
            planes[(plane * content.height() + row) * content.width() + column] =
                Pixels.intensity(value);
          }
        }
      }
    }
  }

  private static NDArray row(NDManager manager, float[] values) {
    return manager.create(values).expandDims(0);
  }

  private static void checkNumber(float value) {
    if (Float.isNaN(value)) {
      throw new UserException(
          "the style network makes pixels that are not numbers: its parameters are damaged or its"
              + " training diverged",
          "train it again, with a lower learning-rate");
    }
  }
}

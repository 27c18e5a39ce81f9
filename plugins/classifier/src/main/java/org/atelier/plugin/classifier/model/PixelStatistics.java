package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import org.atelier.api.tensor.AdaptiveAveragePool;

/** What can be said of images without filters: differences of neighbours, colours, layout. */
final class PixelStatistics {
  /** How many statistics {@link #differences} gives: sizes, products and peaks of six maps. */
  static final int DIFFERENCES = 6 + 6 * 6 + 6;

  private static final int RANGES = 8;
  private static final int CELLS = 4;
  private static final int GRID = 4;

  /** How many statistics {@link #colours} gives. */
  static final int COLOURS = 2 * 3 + 2 * RANGES + CELLS * CELLS * CELLS;

  /** How many statistics {@link #layout} gives. */
  static final int LAYOUT = 4 * GRID * GRID;

  /** The least difference that counts, a quarter of a level of 255. */
  private static final float LEAST = 1e-3f;

  private static final float LEAST_PRODUCT = 1e-5f;
  private static final float LEAST_VARIANCE = 1e-8f;

  private PixelStatistics() {}

  /** Returns images of half the height and width, {@code (N, C, H / 2, W / 2)}. */
  static NDArray halve(NDArray images) {
    Shape window = new Shape(2, 2);
    return Pool.avgPool2d(images, window, window, new Shape(0, 0), false, false);
  }

  /** Returns brightness, red against green, and blue against yellow, {@code (N, 3, H, W)}. */
  static NDArray opponents(NDArray images) {
    NDArray red = images.get(":, 0:1");
    NDArray green = images.get(":, 1:2");
    NDArray blue = images.get(":, 2:3");
    NDArray yellow = red.add(green).div(2);
    return NDArrays.concat(new NDList(brightness(images), red.sub(green), blue.sub(yellow)), 1);
  }

  /**
   * Describes the differences of neighbouring pixels, across and down, in brightness, red against
   * green, and blue against yellow: the logarithms of the mean of their sizes, of the mean products
   * of their sizes, and how peaked each is (its kurtosis).
   *
   * @param images {@code (N, 3, H, W)}
   * @return {@code (N, DIFFERENCES)}
   */
  static NDArray differences(NDArray images) {
    NDArray opponents = opponents(images);
    NDArray corner = opponents.get(":, :, 1:, 1:");
    NDArray across = corner.sub(opponents.get(":, :, 1:, :-1"));
    NDArray down = corner.sub(opponents.get(":, :, :-1, 1:"));
    Shape shape = across.getShape();
    long count = shape.get(0);
    long places = shape.get(2) * shape.get(3);
    NDArray sizes =
        NDArrays.concat(new NDList(across, down), 1).abs().reshape(count, 2 * shape.get(1), places);
    NDArray squares = sizes.square();
    NDArray products = sizes.matMul(sizes.transpose(0, 2, 1)).div(places);
    NDArray variances = mean(squares);
    NDArray peaks = mean(squares.square()).div(variances.square().add(LEAST_VARIANCE));
    return NDArrays.concat(
        new NDList(
            mean(sizes).add(LEAST).log(),
            products.reshape(count, -1).add(LEAST_PRODUCT).log(),
            peaks.add(1).log()),
        1);
  }

  /**
   * Describes how colours are distributed: mean and deviation of each channel; the shares of
   * brightness and of saturation in eight ranges each; the square roots of the shares of 4 x 4 x 4
   * cells of colours. Ranges and cells overlap, so that a small change of a colour is a small
   * change of the shares.
   *
   * @param images {@code (N, 3, H, W)}
   * @return {@code (N, COLOURS)}
   */
  static NDArray colours(NDArray images) {
    Shape shape = images.getShape();
    long count = shape.get(0);
    long places = shape.get(2) * shape.get(3);
    NDArray brightest = images.max(new int[] {1}, true);
    NDArray darkest = images.min(new int[] {1}, true);
    NDArray saturation = brightest.sub(darkest).div(brightest.add(LEAST));
    NDArray red = memberships(images.get(":, 0:1"), CELLS);
    NDArray green = memberships(images.get(":, 1:2"), CELLS);
    NDArray blue = memberships(images.get(":, 2:3"), CELLS);
    NDArray pairs =
        red.reshape(count, CELLS, 1, places)
            .mul(green.reshape(count, 1, CELLS, places))
            .reshape(count, CELLS * CELLS, places);
    NDArray cells = pairs.matMul(blue.transpose(0, 2, 1)).div(places).maximum(0).sqrt();
    Moments moments = Moments.of(images);
    return NDArrays.concat(
        new NDList(
            moments.mean(),
            moments.deviation(),
            mean(memberships(brightest, RANGES)),
            mean(memberships(saturation, RANGES)),
            cells.reshape(count, -1)),
        1);
  }

  /**
   * Describes where things are: colours, and differences of brightness across, on a grid of 4 x 4.
   *
   * @param images {@code (N, 3, H, W)}
   * @return {@code (N, LAYOUT)}
   */
  static NDArray layout(NDArray images) {
    long count = images.getShape().get(0);
    NDArray brightness = brightness(images);
    NDArray across = brightness.get(":, :, :, 1:").sub(brightness.get(":, :, :, :-1")).abs();
    return NDArrays.concat(
        new NDList(
            AdaptiveAveragePool.apply(images, GRID, GRID).reshape(count, -1),
            AdaptiveAveragePool.apply(across, GRID, GRID).reshape(count, -1)),
        1);
  }

  private static NDArray brightness(NDArray images) {
    return images.mean(new int[] {1}, true);
  }

  /**
   * Returns how much each value belongs to each of some evenly spaced points of [0, 1], between
   * which it is shared out.
   *
   * @param values {@code (N, 1, H, W)}
   * @return {@code (N, points, H * W)}
   */
  private static NDArray memberships(NDArray values, int points) {
    Shape shape = values.getShape();
    NDArray scaled = values.reshape(shape.get(0), 1, -1).mul(points - 1);
    NDList memberships = new NDList();
    for (int point = 0; point < points; point++) {
      memberships.add(Activation.relu(scaled.sub(point).abs().neg().add(1)));
    }
    return NDArrays.concat(memberships, 1);
  }

  /** Returns the mean over places, {@code (N, C, places)} to {@code (N, C)}. */
  private static NDArray mean(NDArray maps) {
    return maps.mean(new int[] {2});
  }
}

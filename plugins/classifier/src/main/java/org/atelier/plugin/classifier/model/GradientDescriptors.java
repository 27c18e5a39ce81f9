package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.training.LearnsFromData.Images;

/**
 * The directions of slopes of brightness around a dense grid of places, at two scales: the SIFT
 * descriptor (Lowe 2004, section 6.1) without its search for places and without rotation, as its
 * root (Arandjelović and Zisserman 2012, "Three things everyone should know", section 3).
 */
final class GradientDescriptors {
  private static final int DIRECTIONS = 8;

  /** Width and height of a cell in pixels. */
  private static final int CELL = 4;

  /** Cells across and down a descriptor. */
  private static final int CELLS = 4;

  private static final int SCALES = 2;

  /** The numbers in a descriptor. */
  static final int LENGTH = DIRECTIONS * CELLS * CELLS;

  /** The least height and width of an image: one descriptor at the coarser scale. */
  static final int LEAST_SIDE = (CELL * CELLS + 2) << (SCALES - 1);

  /** Below such a length, a hundredth of a strong one, neighbourhoods are taken for flat. */
  private static final float FLAT = 0.02f;

  /** No direction counts for more (Lowe 2004, section 6.1). */
  private static final float MOST = 0.2f;

  private static final float LEAST = 1e-6f;
  private static final int SAMPLES = 30_000;
  private static final int SAMPLES_OF_AN_IMAGE = 60;

  private GradientDescriptors() {}

  /**
   * Returns the descriptors of images.
   *
   * @param images {@code (N, 3, H, W)}
   * @return {@code (N, places, LENGTH)}
   */
  static NDArray of(NDArray images) {
    NDArray brightness = images.mean(new int[] {1}, true);
    NDList scales = new NDList();
    for (int scale = 0; scale < SCALES; scale++) {
      if (scale > 0) {
        brightness = PixelStatistics.halve(brightness);
      }
      scales.add(neighbourhoods(cells(brightness)));
    }
    NDArray all = NDArrays.concat(scales, 2).transpose(0, 2, 1);
    NDArray unit = all.div(length(all).add(FLAT)).minimum(MOST);
    return unit.div(length(unit).add(LEAST)).sqrt();
  }

  private static NDArray length(NDArray descriptors) {
    return descriptors.square().sum(new int[] {2}, true).sqrt();
  }

  /**
   * Returns how much slopes go in each direction in each cell: a slope counts for the directions
   * near its own, by the third power of the cosine.
   */
  private static NDArray cells(NDArray brightness) {
    NDArray inner = brightness.get(":, :, 1:-1, 1:-1");
    NDArray across = brightness.get(":, :, 1:-1, 2:").sub(brightness.get(":, :, 1:-1, :-2"));
    NDArray down = brightness.get(":, :, 2:, 1:-1").sub(brightness.get(":, :, :-2, 1:-1"));
    float[] cosines = new float[DIRECTIONS];
    float[] sines = new float[DIRECTIONS];
    for (int direction = 0; direction < DIRECTIONS; direction++) {
      double angle = 2 * Math.PI * direction / DIRECTIONS;
      cosines[direction] = (float) Math.cos(angle);
      sines[direction] = (float) Math.sin(angle);
    }
    Shape channels = new Shape(1, DIRECTIONS, 1, 1);
    NDArray along =
        across
            .mul(inner.getManager().create(cosines, channels))
            .add(down.mul(inner.getManager().create(sines, channels)));
    NDArray steep = Activation.relu(along);
    NDArray squares = across.square().add(down.square()).add(LEAST);
    NDArray votes = steep.square().mul(steep).div(squares);
    Shape cell = new Shape(CELL, CELL);
    return Pool.avgPool2d(votes, cell, cell, new Shape(0, 0), false, false);
  }

  /** Puts each cell's neighbours beside it, {@code (N, LENGTH, places)}. */
  private static NDArray neighbourhoods(NDArray cells) {
    Shape shape = cells.getShape();
    long height = shape.get(2) - CELLS + 1;
    long width = shape.get(3) - CELLS + 1;
    NDList neighbours = new NDList();
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < CELLS; column++) {
        neighbours.add(
            cells.get(":, :, %d:%d, %d:%d".formatted(row, row + height, column, column + width)));
      }
    }
    return NDArrays.concat(neighbours, 1).reshape(shape.get(0), LENGTH, height * width);
  }

  /** Returns descriptors of images, some of each and all in all some ten thousand. */
  static float[][] sample(Images images, SplittableRandom random) throws InterruptedException {
    List<float[]> samples = new ArrayList<>();
    try (Batches.Pass pass = images.open()) {
      for (Batch next = pass.next(); next != null && samples.size() < SAMPLES; next = pass.next()) {
        try (Batch batch = next) {
          for (int image = 0; image < batch.size(); image++) {
            String range = image + ":" + (image + 1);
            NDArray described =
                StatisticsNetwork.inScope(batch.images(), range, GradientDescriptors::of);
            float[] values = described.toFloatArray();
            for (int draw = 0; draw < SAMPLES_OF_AN_IMAGE; draw++) {
              int from = random.nextInt(values.length / LENGTH) * LENGTH;
              samples.add(Arrays.copyOfRange(values, from, from + LENGTH));
            }
          }
        }
      }
    }
    return samples.toArray(float[][]::new);
  }
}

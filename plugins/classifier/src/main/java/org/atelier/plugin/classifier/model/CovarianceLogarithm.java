package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.training.LearnsFromData.Images;

/**
 * How an image's colours and edges go together: the logarithm of the covariance matrix of maps of
 * them (Tuzel, Porikli and Meer 2006, "Region covariance", section 2; Arsigny and others 2006,
 * "Log-Euclidean metrics", section 3, in which covariance matrices become vectors whose differences
 * mean something).
 *
 * <p>The maps are brightness and two opponent colours, and for each of these at each scale the
 * logarithms of its slope across, its slope down and its curvature, between the means of squares of
 * 1, 2, 4 … pixels.
 */
final class CovarianceLogarithm {
  private static final int COLOURS = 3;
  private static final int KINDS = 3;

  /** The least slope that counts, about a level of 255. */
  private static final float LEAST = 3e-3f;

  /** Added to the variances, whose mean is one, so that their logarithms are finite. */
  private static final double RIDGE = 0.01;

  private CovarianceLogarithm() {}

  /** Returns how many maps there are. */
  static int maps(int scales) {
    return COLOURS + scales * KINDS * COLOURS;
  }

  /** Returns how many statistics {@link #describe} gives: half a matrix and the means. */
  static int statistics(int scales) {
    int maps = maps(scales);
    return maps * (maps + 1) / 2 + maps;
  }

  /**
   * Learns by what to divide the maps: the deviation of each, over all images.
   *
   * @return one number for each map
   */
  static float[] learnSpreads(int scales, Images images) throws InterruptedException {
    int maps = maps(scales);
    double[] variances = new double[maps];
    long count = 0;
    try (Batches.Pass pass = images.open()) {
      for (Batch next = pass.next(); next != null; next = pass.next()) {
        try (Batch batch = next) {
          for (int image = 0; image < batch.size(); image++, count++) {
            String range = image + ":" + (image + 1);
            float[] covariance =
                StatisticsNetwork.inScope(
                        batch.images(), range, one -> covariances(maps(one, scales)))
                    .toFloatArray();
            for (int map = 0; map < maps; map++) {
              variances[map] += covariance[map * maps + map];
            }
          }
        }
      }
    }
    float[] spreads = new float[maps];
    for (int map = 0; map < maps; map++) {
      double variance = variances[map] / count;
      spreads[map] = variance > 1e-8 ? (float) Math.sqrt(variance) : 1;
    }
    return spreads;
  }

  /**
   * Describes images by the upper half of the logarithm of the covariance matrix, row by row, and
   * by the means of the maps.
   *
   * @param images {@code (N, 3, H, W)}
   * @param spreads by what maps are divided
   * @return {@code (N, statistics)}
   */
  static NDArray describe(NDArray images, int scales, NDArray spreads) {
    NDArray maps = maps(images, scales);
    long count = maps.getShape().get(0);
    int size = maps(scales);
    float[] covariances = covariances(maps).toFloatArray();
    float[] divisors = spreads.toFloatArray();
    int width = size * (size + 1) / 2;
    float[] halves = new float[(int) count * width];
    for (int image = 0; image < count; image++) {
      double[][] covariance = new double[size][size];
      for (int row = 0; row < size; row++) {
        for (int column = 0; column < size; column++) {
          double value = covariances[(image * size + row) * size + column];
          covariance[row][column] = value / divisors[row] / divisors[column];
        }
        covariance[row][row] += RIDGE;
      }
      upperHalf(logarithm(covariance), halves, image * width);
    }
    return NDArrays.concat(
        new NDList(
            images.getManager().create(halves, new Shape(count, width)),
            maps.mean(new int[] {2}).div(spreads)),
        1);
  }

  /** Returns the logarithm of a symmetric matrix whose eigenvalues are at least the ridge. */
  static double[][] logarithm(double[][] matrix) {
    Eigenvectors eigen = Eigenvectors.of(matrix);
    double[] logarithms =
        // Rounding may take one below the ridge, where none belongs.
        Arrays.stream(eigen.values()).map(value -> Math.log(Math.max(value, RIDGE))).toArray();
    int size = matrix.length;
    double[][] vectors = eigen.vectors();
    double[][] result = new double[size][size];
    for (int index = 0; index < size; index++) {
      double[] vector = vectors[index];
      for (int row = 0; row < size; row++) {
        double factor = logarithms[index] * vector[row];
        for (int column = 0; column < size; column++) {
          result[row][column] += factor * vector[column];
        }
      }
    }
    return result;
  }

  private static void upperHalf(double[][] matrix, float[] target, int from) {
    int next = from;
    for (int row = 0; row < matrix.length; row++) {
      for (int column = row; column < matrix.length; column++) {
        target[next++] = (float) matrix[row][column];
      }
    }
  }

  /** Returns the covariance matrix of the maps of each image, {@code (N, maps, maps)}. */
  private static NDArray covariances(NDArray maps) {
    NDArray centred = maps.sub(maps.mean(new int[] {2}, true));
    return centred.matMul(centred.transpose(0, 2, 1)).div(maps.getShape().get(2));
  }

  /** Returns the maps of images, {@code (N, maps, places)}. */
  private static NDArray maps(NDArray images, int scales) {
    NDArray squares = PixelStatistics.opponents(images);
    Places places = new Places(images.getShape(), 1 << (scales - 1));
    NDList maps = new NDList(places.of(squares, 1, 0, 0));
    for (int scale = 0; scale < scales; scale++) {
      int side = 1 << scale;
      if (scale > 0) {
        squares = doubled(squares, side / 2);
      }
      NDArray left = places.of(squares, side, 0, -side);
      NDArray right = places.of(squares, side, 0, side);
      NDArray above = places.of(squares, side, -side, 0);
      NDArray below = places.of(squares, side, side, 0);
      NDArray around = left.add(right).add(above).add(below).div(4);
      maps.add(logarithmOfSize(right.sub(left).mul(side)));
      maps.add(logarithmOfSize(below.sub(above).mul(side)));
      maps.add(logarithmOfSize(places.of(squares, side, 0, 0).sub(around).mul(2 * side)));
    }
    NDArray all = NDArrays.concat(maps, 1);
    return all.reshape(all.getShape().get(0), all.getShape().get(1), -1);
  }

  private static NDArray logarithmOfSize(NDArray maps) {
    return maps.abs().add(LEAST).log();
  }

  /** Returns means of squares from means of squares of half the side. */
  private static NDArray doubled(NDArray squares, int half) {
    String first = ":-" + half;
    String second = half + ":";
    return squares
        .get(":, :, " + first + ", " + first)
        .add(squares.get(":, :, " + first + ", " + second))
        .add(squares.get(":, :, " + second + ", " + first))
        .add(squares.get(":, :, " + second + ", " + second))
        .div(4);
  }

  /** Where an image is looked at: wherever the largest squares and their neighbours fit. */
  private record Places(long height, long width, int largest) {
    Places(Shape images, int largest) {
      this(images.get(2) - 3L * largest + 1, images.get(3) - 3L * largest + 1, largest);
    }

    /** Returns the squares centred at the places, or beside them. */
    NDArray of(NDArray squares, int side, int down, int across) {
      long margin = 3L * largest / 2 - side / 2;
      long top = margin + down;
      long left = margin + across;
      return squares.get(":, :, %d:%d, %d:%d".formatted(top, top + height, left, left + width));
    }
  }
}

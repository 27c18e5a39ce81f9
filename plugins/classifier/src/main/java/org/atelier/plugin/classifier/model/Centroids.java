package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.training.LearnsFromData.Images;

/**
 * How well the patches of images match centroids of the patches of the training images.
 *
 * <p>Patches are freed of their mean and their contrast and compared in the space in which those of
 * the training images are white, where centroids are found by {@link SphericalKMeans}. Comparing is
 * one convolution. A centroid counts where it matches better than centroids do on average (Coates,
 * Lee and Ng 2011, "An analysis of single-layer networks in unsupervised feature learning", section
 * 3.2.2, "triangle").
 */
final class Centroids {
  static final int SIDE = 6;

  private static final int STRIDE = 3;
  private static final int COLOURS = 3;
  private static final int TAPS = COLOURS * SIDE * SIDE;

  /** The variance of the noise of a pixel, ten squared levels of 255: what is flat stays so. */
  private static final float NOISE = 10f / (255 * 255);

  /** Added to the covariance's diagonal, whose mean is near one. */
  private static final double RIDGE = 0.1;

  private static final int PATCHES = 30_000;
  private static final int PATCHES_OF_AN_IMAGE = 60;

  private Centroids() {}

  /** Returns the shape of a dictionary. */
  static Shape shape(int centroids) {
    return new Shape(centroids, COLOURS, SIDE, SIDE);
  }

  /**
   * Learns a dictionary from images.
   *
   * @return filters {@code (centroids, 3, SIDE, SIDE)}, in row order, whose response to a patch
   *     without mean is the inner product of the centroid with the whitened patch; none responds to
   *     a constant patch
   */
  static float[] learn(int centroids, Images images, SplittableRandom random)
      throws InterruptedException {
    List<double[]> patches = patches(images, random);
    Whitening whitening = Whitening.of(patches, RIDGE);
    List<double[]> white =
        patches.stream()
            .map(whitening::whiten)
            // A patch of a single colour is like no other.
            .filter(patch -> SphericalKMeans.length(patch) > 0)
            .toList();
    float[] dictionary = new float[centroids * TAPS];
    if (white.isEmpty()) {
      return dictionary;
    }
    double[][] directions = SphericalKMeans.directions(white, centroids, random);
    for (int index = 0; index < centroids; index++) {
      double[] filter = whitening.filter(directions[index]);
      double mean = Arrays.stream(filter).average().orElseThrow();
      for (int tap = 0; tap < TAPS; tap++) {
        dictionary[index * TAPS + tap] = (float) (filter[tap] - mean);
      }
    }
    return dictionary;
  }

  private static List<double[]> patches(Images images, SplittableRandom random)
      throws InterruptedException {
    List<double[]> patches = new ArrayList<>();
    try (Batches.Pass pass = images.open()) {
      for (Batch next = pass.next(); next != null; next = pass.next()) {
        try (Batch batch = next) {
          Shape shape = batch.images().getShape();
          float[] pixels = batch.images().toFloatArray();
          for (int image = 0; image < batch.size(); image++) {
            for (int draw = 0; draw < PATCHES_OF_AN_IMAGE; draw++) {
              patches.add(patch(pixels, shape, image, random));
            }
          }
        }
        if (patches.size() >= PATCHES) {
          break;
        }
      }
    }
    return patches;
  }

  /** Returns a patch of an image, anywhere in it, without its mean and its contrast. */
  private static double[] patch(float[] pixels, Shape shape, int image, SplittableRandom random) {
    int height = (int) shape.get(2);
    int width = (int) shape.get(3);
    int top = random.nextInt(height - SIDE + 1);
    int left = random.nextInt(width - SIDE + 1);
    double[] patch = new double[TAPS];
    int tap = 0;
    for (int colour = 0; colour < COLOURS; colour++) {
      int plane = (image * COLOURS + colour) * height * width;
      for (int row = top; row < top + SIDE; row++) {
        for (int column = left; column < left + SIDE; column++) {
          patch[tap++] = pixels[plane + row * width + column];
        }
      }
    }
    double mean = Arrays.stream(patch).average().orElseThrow();
    double variance =
        Arrays.stream(patch).map(value -> (value - mean) * (value - mean)).sum() / TAPS;
    double contrast = Math.sqrt(variance + NOISE);
    return Arrays.stream(patch).map(value -> (value - mean) / contrast).toArray();
  }

  /**
   * Describes images by the mean and the deviation of how well each centroid matches.
   *
   * @param images {@code (N, 3, H, W)}
   * @param dictionary {@code (centroids, 3, SIDE, SIDE)}
   * @return {@code (N, 2 centroids)}
   */
  static NDArray describe(NDArray images, NDArray dictionary) {
    NDArray raw =
        Conv2d.conv2d(images, dictionary, null, new Shape(STRIDE, STRIDE)).singletonOrThrow();
    NDArray mean = patchMean(images);
    NDArray variance = patchMean(images.square()).sub(mean.square()).maximum(0);
    NDArray responses = raw.div(variance.add(NOISE).sqrt());
    NDArray matches = Activation.relu(responses.sub(responses.mean(new int[] {1}, true)));
    Moments moments = Moments.of(matches);
    return NDArrays.concat(new NDList(moments.mean(), moments.deviation()), 1);
  }

  /** Returns the mean of each patch over places and colours. */
  private static NDArray patchMean(NDArray images) {
    return Pool.avgPool2d(
        images.mean(new int[] {1}, true),
        new Shape(SIDE, SIDE),
        new Shape(STRIDE, STRIDE),
        new Shape(0, 0),
        false,
        false);
  }
}

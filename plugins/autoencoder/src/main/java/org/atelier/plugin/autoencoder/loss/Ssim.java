package org.atelier.plugin.autoencoder.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import org.atelier.api.tensor.Scaled;

/**
 * The structural similarity of images (Wang et al. 2004, "Image quality assessment: from error
 * visibility to structural similarity", equations 13 to 16): 1 for the same image, near 0 or below
 * it for unrelated ones.
 *
 * <p>As in section III.C of the paper: a Gaussian window of 11 x 11 pixels with a standard
 * deviation of 1.5, placed wherever it fits into the image; {@code K1 = 0.01}, {@code K2 = 0.03},
 * for pixels in [0, 1]. Red, green and blue are compared each for itself and averaged.
 *
 * <p>{@link MeasuredSsim} is the same without gradients.
 */
public final class Ssim {
  /** Height and width of the window, in pixels; a smaller image has no structural similarity. */
  public static final int WINDOW = 11;

  private static final double DEVIATION = 1.5;
  static final double LUMINANCE_CONSTANT = 0.01 * 0.01;
  static final double CONTRAST_CONSTANT = 0.03 * 0.03;

  private Ssim() {}

  /**
   * Returns each image's similarity to its counterpart, the mean over all windows and channels.
   *
   * @param first {@code (N, C, H, W)}, {@code float32}, in [0, 1], sides of at least {@link
   *     #WINDOW}
   * @param second of the same shape
   * @return {@code (N)}
   */
  public static NDArray apply(NDArray first, NDArray second) {
    Shape shape = first.getShape();
    long count = shape.get(0);
    Shape planes = new Shape(count * shape.get(1), 1, shape.get(2), shape.get(3));
    NDArray x = first.reshape(planes);
    NDArray y = second.reshape(planes);
    NDList means =
        windowMeans(NDArrays.concat(new NDList(x, y, x.square().add(y.square()), x.mul(y)), 0))
            .split(4, 0);
    NDArray product = means.get(0).mul(means.get(1));
    NDArray squares = means.get(0).square().add(means.get(1).square());
    NDArray variances = means.get(2).sub(squares);
    NDArray covariance = means.get(3).sub(product);
    NDArray luminance =
        Scaled.by(product, 2).add(LUMINANCE_CONSTANT).div(squares.add(LUMINANCE_CONSTANT));
    NDArray structure =
        Scaled.by(covariance, 2).add(CONTRAST_CONSTANT).div(variances.add(CONTRAST_CONSTANT));
    return luminance.mul(structure).reshape(count, -1).mean(new int[] {1});
  }

  /** Returns the weighted mean of each window: the columns first, then the rows. */
  private static NDArray windowMeans(NDArray planes) {
    NDManager manager = planes.getManager();
    float[] weights = weights();
    NDArray vertical = manager.create(weights, new Shape(1, 1, WINDOW, 1));
    NDArray horizontal = manager.create(weights, new Shape(1, 1, 1, WINDOW));
    return convolve(convolve(planes, vertical), horizontal);
  }

  private static NDArray convolve(NDArray planes, NDArray weight) {
    return Conv2d.conv2d(planes, weight).singletonOrThrow();
  }

  /** Returns one dimension of the window; the two-dimensional Gaussian is the product of two. */
  static float[] weights() {
    double[] weights = new double[WINDOW];
    double sum = 0;
    for (int at = 0; at < WINDOW; at++) {
      double distance = at - WINDOW / 2;
      weights[at] = Math.exp(-distance * distance / (2 * DEVIATION * DEVIATION));
      sum += weights[at];
    }
    float[] normalised = new float[WINDOW];
    for (int at = 0; at < WINDOW; at++) {
      normalised[at] = (float) (weights[at] / sum);
    }
    return normalised;
  }
}

package org.atelier.plugin.autoencoder.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import jakarta.inject.Inject;
import org.atelier.api.ClassCounts;
import org.atelier.api.Loss;
import org.atelier.api.NoSettings;
import org.atelier.api.UserException;

/**
 * The loss {@code ssim}: one minus the mean structural similarity of the images of a batch.
 *
 * @see Ssim
 */
public final class StructuralDissimilarity implements Loss {
  /** Makes the loss. */
  @Inject
  public StructuralDissimilarity(NoSettings settings) {}

  /**
   * {@inheritDoc}
   *
   * @throws UserException if the images are smaller than the window
   */
  @Override
  public NDArray evaluate(NDList targets, NDList outputs, ClassCounts trainingCounts) {
    NDArray images = targets.singletonOrThrow();
    checkSize(images.getShape());
    return Ssim.apply(outputs.singletonOrThrow(), images).mean().neg().add(1);
  }

  private static void checkSize(Shape images) {
    long height = images.get(2);
    long width = images.get(3);
    if (Math.min(height, width) < Ssim.WINDOW) {
      throw new UserException(
          "the loss ssim compares windows of %d x %d pixels, but the images have %d x %d"
              .formatted(Ssim.WINDOW, Ssim.WINDOW, width, height),
          "make the dataset's image-size at least %d, or use the loss mse or l1"
              .formatted(Ssim.WINDOW));
    }
  }
}

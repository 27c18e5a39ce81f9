package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.atelier.api.Model;
import org.atelier.api.Setting;
import org.atelier.api.UserException;

/**
 * The model {@code texture-statistics}: a linear classifier of how an image is painted rather than
 * of what it shows. What it looks at is fixed before training, so that it has few weights to learn
 * and can be trained on a few hundred images.
 *
 * <p>An image is described by
 *
 * <ul>
 *   <li>how strongly random filters respond to it at several scales, on average and in their
 *       deviation (random convolutions as texture descriptors: Saxe and others 2011, "On random
 *       weights and unsupervised feature learning");
 *   <li>how well its patches match centroids of patches of the training images, both freed of
 *       brightness, contrast and what all patches share (Coates, Lee and Ng 2011, "An analysis of
 *       single-layer networks in unsupervised feature learning"; Coates and Ng 2012, "Learning
 *       feature representations with k-means");
 *   <li>differences of neighbouring pixels in brightness and two opponent colours at several
 *       scales: their size, how they go together, and how peaked they are;
 *   <li>the logarithm of the covariance matrix of colours and edges at several scales (Tuzel,
 *       Porikli and Meer 2006, "Region covariance"; Arsigny and others 2006, "Log-Euclidean
 *       metrics");
 *   <li>how its brightness and colours are distributed, and where on a grid of 4 x 4.
 * </ul>
 *
 * <p>Each of these numbers is standardised by the training images; then comes a linear layer, which
 * gives logits and is all that is trained. With more numbers than images it needs weight decay, and
 * stochastic gradient descent finds a better place than Adam, which follows rare numbers as much as
 * those that matter. It takes colour images of any size from some pixels on, has the same
 * parameters for every size, and sees texture at the size that the images have: the dataset's
 * {@code image-size} should be near that of the files.
 */
public final class TextureStatistics implements Model {
  private static final int COLOURS = 3;

  private final Settings settings;

  /**
   * What is looked at.
   *
   * @param filters random filters at each scale
   * @param centroids centroids of patches in the dictionary
   * @param scales scales, each half as fine as the one before
   */
  public record Settings(
      @Setting(value = "random filters at each scale", defaultValue = "64") @Min(1) @Max(1024)
          int filters,
      @Setting(
              value = "centroids of patches of the training images to compare patches with",
              defaultValue = "256")
          @Min(1)
          @Max(4096)
          int centroids,
      @Setting(value = "scales, each half as fine as the one before", defaultValue = "4")
          @Min(1)
          @Max(8)
          int scales) {}

  /** Makes the model. */
  @Inject
  public TextureStatistics(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Block network(Shape image, int classes) {
    if (image.get(0) != COLOURS) {
      throw new UserException(
          "texture-statistics takes images of 3 channels, not of %d".formatted(image.get(0)),
          "use it on colour images, or another model");
    }
    int least = TextureNetwork.leastSide(settings.scales());
    if (Math.min(image.get(1), image.get(2)) < least) {
      throw new UserException(
          "texture-statistics with scales: %d needs images of at least %d x %d pixels, not %d x %d"
              .formatted(settings.scales(), least, least, image.get(2), image.get(1)),
          "make the dataset's image-size larger, or the model's scales fewer");
    }
    return new TextureNetwork(settings, classes);
  }
}

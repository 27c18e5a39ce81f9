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
 * The model {@code fisher-vectors}: a linear classifier of the shapes in an image, of how its edges
 * run in small neighbourhoods. It errs on other images than {@code texture-statistics} does;
 * whether the two together know more than one depends on the images.
 *
 * <p>Around a dense grid of places, at two scales, the directions of slopes are counted in 4 x 4
 * cells of 4 x 4 pixels (Lowe 2004, "Distinctive image features from scale-invariant keypoints",
 * section 6). Along their principal components these descriptors follow a mixture of Gaussians,
 * learned from the training images; an image is described by how the mixture would have to change
 * for its own descriptors to be likelier (Perronnin, Sánchez and Mensink 2010, "Improving the
 * Fisher kernel for large-scale image classification", sections 2 and 3).
 *
 * <p>Each of these numbers is standardised by the training images; then comes a linear layer, which
 * gives logits and is all that is trained, on far more numbers than there are images: it needs
 * weight decay. It takes colour images, of which it sees the brightness, of any size from some
 * pixels on, and has the same parameters for every size.
 */
public final class FisherVectors implements Model {
  private static final int COLOURS = 3;

  private final Settings settings;

  /**
   * What is looked at.
   *
   * @param gaussians Gaussians in the mixture
   * @param components principal components of descriptors
   */
  public record Settings(
      @Setting(value = "Gaussians in the mixture of descriptors", defaultValue = "32")
          @Min(1)
          @Max(512)
          int gaussians,
      @Setting(value = "principal components of descriptors, of 128", defaultValue = "40")
          @Min(1)
          @Max(GradientDescriptors.LENGTH)
          int components) {}

  /** Makes the model. */
  @Inject
  public FisherVectors(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Block network(Shape image, int classes) {
    if (image.get(0) != COLOURS) {
      throw new UserException(
          "fisher-vectors takes images of 3 channels, not of %d".formatted(image.get(0)),
          "use it on colour images, or another model");
    }
    int least = GradientDescriptors.LEAST_SIDE;
    if (Math.min(image.get(1), image.get(2)) < least) {
      throw new UserException(
          "fisher-vectors needs images of at least %d x %d pixels, not %d x %d"
              .formatted(least, least, image.get(2), image.get(1)),
          "make the dataset's image-size larger");
    }
    return new FisherNetwork(settings, classes);
  }
}

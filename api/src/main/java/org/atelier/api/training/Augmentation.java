package org.atelier.api.training;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.atelier.api.Setting;

/**
 * How training images are changed at random, anew each time that one is shown, so that a network
 * learns what matters instead of the images themselves.
 *
 * <p>Each image is cropped, turned and mirrored by one affine map, then coloured by another; see
 * Shorten and Khoshgoftaar 2019, "A survey on image data augmentation for deep learning", sections
 * 2 and 3. The crop is that of Szegedy and others 2015, "Going deeper with convolutions", section
 * 6. Images for validation and tests are never changed.
 *
 * @param cropSize height and width of the images to train on, in pixels; those of the dataset if
 *     empty
 * @param smallestCrop the smallest part of an image's area that a crop takes; crops take a part
 *     between it and the whole, each equally likely
 * @param aspect how many times wider than high, or higher than wide, a crop may be; what it shows
 *     is stretched to the size of the images
 * @param flip which mirror images are as likely as the image itself
 * @param brightness the largest share by which colours become brighter or darker
 * @param contrast the largest share by which colours move away from middle grey or towards it
 * @param saturation the largest share by which colours move away from their own grey or towards it
 * @param hue the largest turn of colours about the grey axis, in degrees
 * @param rotation the largest turn of the image either way, in degrees; what comes in beyond the
 *     edges is the image mirrored
 * @param cutout side of a grey square put anywhere onto the image, as a share of the image's side,
 *     cut where it juts out (DeVries and Taylor 2017, "Improved regularization of convolutional
 *     neural networks with cutout"); 0 for none
 * @param mixup parameter alpha of the distribution Beta(alpha, alpha), by which pairs of images of
 *     a batch and their targets are mixed (Zhang and others 2018, "mixup: beyond empirical risk
 *     minimization"); 0 for none
 */
public record Augmentation(
    @Setting(
            "height and width to train on in pixels, for networks that take any size; if left out,"
                + " the dataset's image-size")
        Optional<@Min(8) @Max(16_384) Integer> cropSize,
    @Setting(
            value = "smallest share of an image's area that a crop takes; 1 for the whole image",
            defaultValue = "0.35")
        @DecimalMin("0.01")
        @DecimalMax("1")
        double smallestCrop,
    @Setting(
            value = "largest ratio of a crop's longer side to its shorter one; 1 for squares",
            defaultValue = "1.33")
        @DecimalMin("1")
        @DecimalMax("10")
        double aspect,
    @Setting(
            value = "mirror half of the images left to right, or also half of them upside down",
            defaultValue = "horizontal")
        Flip flip,
    @Setting(
            value = "largest share by which images become brighter or darker",
            defaultValue = "0.15")
        @DecimalMin("0")
        @DecimalMax("1")
        double brightness,
    @Setting(
            value = "largest share by which colours move away from middle grey or towards it",
            defaultValue = "0.15")
        @DecimalMin("0")
        @DecimalMax("1")
        double contrast,
    @Setting(
            value = "largest share by which colours become more or less vivid",
            defaultValue = "0.15")
        @DecimalMin("0")
        @DecimalMax("1")
        double saturation,
    @Setting(
            value = "largest turn of all colours around the colour circle, in degrees",
            defaultValue = "0")
        @DecimalMin("0")
        @DecimalMax("180")
        double hue,
    @Setting(value = "largest turn of the image either way, in degrees", defaultValue = "0")
        @DecimalMin("0")
        @DecimalMax("180")
        double rotation,
    @Setting(
            value =
                "side of a grey square that hides a part of the image, as a share of the image's"
                    + " side (DeVries and Taylor 2017); 0 for none",
            defaultValue = "0")
        @DecimalMin("0")
        @DecimalMax("1")
        double cutout,
    @Setting(
            value =
                "how strongly pairs of images and their targets are mixed: parameter of a Beta"
                    + " distribution, for example 0.2 (Zhang and others 2018); 0 for not at all",
            defaultValue = "0")
        @DecimalMin("0")
        @DecimalMax("4")
        double mixup) {

  /** Which mirror images are as likely as the image itself. */
  public enum Flip {
    /** None. */
    NONE,
    /** The one with left and right exchanged. */
    HORIZONTAL,
    /** Those with left and right, with top and bottom, and with both exchanged. */
    BOTH
  }

  /** Changes nothing: what single settings can be set apart from. */
  public static final Augmentation NOTHING =
      new Augmentation(Optional.empty(), 1, 1, Flip.NONE, 0, 0, 0, 0, 0, 0, 0);
}

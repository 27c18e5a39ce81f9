package org.atelier.api;

import java.util.List;
import java.util.Objects;

/**
 * All that is needed to make a saved network again and to use it rightly.
 *
 * @param model the model component that makes the architecture
 * @param channels channels of an input image
 * @param height height of an input image in pixels
 * @param width width of an input image in pixels
 * @param resize how an image of any shape is brought to that size
 * @param normalisation how pixel bytes become network inputs
 * @param classNames the class names in the order of the network's outputs: the training data's,
 *     fixed from then on
 * @param parametersSha256 hexadecimal SHA-256 of the parameter file; empty for a network that has
 *     not been saved
 */
public record ModelManifest(
    ComponentSpec model,
    int channels,
    int height,
    int width,
    Resize resize,
    Normalisation normalisation,
    List<String> classNames,
    String parametersSha256) {

  /** Copies the class names and checks the sizes. */
  public ModelManifest {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(resize, "resize");
    Objects.requireNonNull(normalisation, "normalisation");
    Objects.requireNonNull(parametersSha256, "parametersSha256");
    classNames = List.copyOf(classNames);
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "image shape (%d, %d, %d)".formatted(channels, height, width));
    }
  }

  /**
   * How pixel bytes become network inputs: {@code byte * scale}.
   *
   * @param scale what a byte from 0 to 255 is multiplied by
   */
  public record Normalisation(double scale) {
    /** Pixels in [0, 1]. */
    public static final Normalisation UNIT = new Normalisation(1.0 / 255.0);
  }
}

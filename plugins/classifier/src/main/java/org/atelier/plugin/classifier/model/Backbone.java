package org.atelier.plugin.classifier.model;

import java.util.List;
import java.util.function.Predicate;
import org.atelier.plugin.classifier.weights.StoredParameter;

/**
 * A network that turns images into feature maps.
 *
 * @param layers its layers: normalised images {@code (N, 3, H, W)} to maps {@code (N, features, h,
 *     w)}
 * @param features channels of the maps
 * @param smallestSide how many pixels high and wide an image must be at least
 * @param stored all its parameters, with their names in a weights file
 * @param oldHead tells by its name whether an array of a weights file belongs to the head that the
 *     network was trained with, or counts its training's batches
 */
record Backbone(
    LayerSequence layers,
    int features,
    int smallestSide,
    List<StoredParameter> stored,
    Predicate<String> oldHead) {
  Backbone {
    stored = List.copyOf(stored);
  }
}

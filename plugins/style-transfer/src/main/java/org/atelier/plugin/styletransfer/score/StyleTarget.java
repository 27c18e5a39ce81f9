package org.atelier.plugin.styletransfer.score;

import java.util.List;
import org.atelier.plugin.styletransfer.method.Pixels;

/**
 * What a picture in a style is held against.
 *
 * @param grams the style's mean Gram matrix in each style layer
 * @param className the class that a classifier is to take the picture for
 * @param meanImage the mean image of that class
 * @param example the position of one of the style's images in its dataset
 */
record StyleTarget(List<float[]> grams, String className, Pixels meanImage, int example) {
  StyleTarget {
    grams = List.copyOf(grams);
  }
}

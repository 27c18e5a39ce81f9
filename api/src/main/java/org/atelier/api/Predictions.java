package org.atelier.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a classifier says of the images of a dataset.
 *
 * @param model the stage that the model came from
 * @param images the number of images
 * @param classNames the model's class names, in the order of their columns
 * @param table CSV with a row for each image: {@code id}, {@code predicted}, {@code probability}
 *     (of the predicted class), and the probability of each class
 */
public record Predictions(String model, int images, List<String> classNames, Path table)
    implements Artifact {
  /** Copies the class names. */
  public Predictions {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(table, "table");
    classNames = List.copyOf(classNames);
  }
}

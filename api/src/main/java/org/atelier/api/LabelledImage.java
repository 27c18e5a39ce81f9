package org.atelier.api;

import java.util.Objects;

/**
 * One image of a dataset.
 *
 * @param id names the image within its dataset, stable between runs; for a folder, the path below
 *     it with {@code /} between names
 * @param label the position of its class in the dataset's class names
 */
public record LabelledImage(String id, int label) {
  /** Checks the label. */
  public LabelledImage {
    Objects.requireNonNull(id, "id");
    if (label < 0) {
      throw new IllegalArgumentException("label %d of '%s' is negative".formatted(label, id));
    }
  }
}

package org.atelier.api;

import java.util.Objects;
import java.util.Optional;

/**
 * One image of a dataset.
 *
 * @param id names the image within its dataset, stable between runs; for a folder, the path below
 *     it with {@code /} between names
 * @param label the position of its class in the dataset's class names
 * @param group what the image has in common with others, so that they must not be parted between
 *     training and validation, such as the artist; empty if that is not known
 */
public record LabelledImage(String id, int label, Optional<String> group) {
  /** Checks the label. */
  public LabelledImage {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(group, "group");
    if (label < 0) {
      throw new IllegalArgumentException("label %d of '%s' is negative".formatted(label, id));
    }
  }

  /** Makes an image whose group is not known. */
  public LabelledImage(String id, int label) {
    this(id, label, Optional.empty());
  }
}

package org.atelier.plugin.classifier.predict;

import java.util.Locale;
import java.util.Optional;
import org.atelier.api.DatasetContents;
import org.atelier.api.ModelManifest;
import org.atelier.api.UserException;

/** Compares the images of a dataset with those that a model was trained on. */
public final class ModelImages {
  private ModelImages() {}

  /**
   * Checks that the images have the size that the model takes.
   *
   * @param dataset the dataset's name, for messages
   * @param contents the dataset's contents
   * @param classifier the model's name, for messages
   * @param manifest what the model takes
   * @return a warning if images of other shapes were made square in another way; empty if not
   * @throws UserException if the size is another
   */
  public static Optional<String> compare(
      String dataset, DatasetContents contents, String classifier, ModelManifest manifest) {
    if (contents.height() != manifest.height() || contents.width() != manifest.width()) {
      throw new UserException(
          "dataset '%s' has images of %d x %d pixels, but '%s' was trained on %d x %d"
              .formatted(
                  dataset,
                  contents.width(),
                  contents.height(),
                  classifier,
                  manifest.width(),
                  manifest.height()),
          "set the dataset's image-size to that of the dataset that the classifier was trained on");
    }
    if (contents.resize() != manifest.resize()) {
      return Optional.of(
          "the images of dataset '%s' are brought to size by resize: %s, but '%s' was trained with"
                  .formatted(dataset, word(contents.resize()), classifier)
              + " resize: %s, which may cost accuracy".formatted(word(manifest.resize())));
    }
    return Optional.empty();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

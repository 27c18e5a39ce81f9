package org.atelier.plugin.styletransfer.embedding;

import org.atelier.api.training.Augmentation;
import org.atelier.api.training.TrainingSettings;

/** Checks that training images have one class each and the size of its embedding. */
final class UnmixedClasses {
  private UnmixedClasses() {}

  /**
   * Checks settings.
   *
   * @throws IllegalArgumentException if images would be mixed or cropped to another size
   */
  static void check(TrainingSettings training) {
    if (training.augmentation().map(Augmentation::mixup).orElse(0.0) > 0) {
      throw new IllegalArgumentException(
          "mixup mixes images of two classes, but an embedding is of one: leave it out");
    }
    if (training.augmentation().flatMap(Augmentation::cropSize).isPresent()) {
      throw new IllegalArgumentException(
          "crop-size does not go with embeddings, which are as large as the dataset's images: leave"
              + " it out");
    }
  }
}

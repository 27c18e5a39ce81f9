package org.atelier.runner.training.augmentation;

import org.atelier.api.DatasetContents;
import org.atelier.api.training.Augmentation;

/**
 * The size of an image.
 *
 * @param height in pixels
 * @param width in pixels
 */
public record ImageSize(int height, int width) {
  /** Returns the size of a dataset's images. */
  public static ImageSize of(DatasetContents contents) {
    return new ImageSize(contents.height(), contents.width());
  }

  /** Returns the size of this size's images after augmentation. */
  public ImageSize after(Augmentation augmentation) {
    return augmentation.cropSize().map(side -> new ImageSize(side, side)).orElse(this);
  }

  /** Returns the number of pixels. */
  int pixels() {
    return height * width;
  }
}

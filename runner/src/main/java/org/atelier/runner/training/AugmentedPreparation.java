package org.atelier.runner.training;

import java.nio.FloatBuffer;
import org.atelier.api.training.Augmentation;
import org.atelier.runner.training.augmentation.Augmenter;
import org.atelier.runner.training.augmentation.ImageSize;
import org.atelier.runner.training.augmentation.Mixup;

/**
 * Changes images and targets at random.
 *
 * @param augmentation how
 * @param seed what the changes are drawn from
 * @param source the size of the dataset's images
 */
record AugmentedPreparation(Augmentation augmentation, long seed, ImageSize source)
    implements BatchPreparation {
  @Override
  public ImageSize size() {
    return source.after(augmentation);
  }

  @Override
  public ImageWriter writer() {
    Augmenter augmenter = new Augmenter(augmentation, seed, source);
    return (pixels, place, images) -> images.put(augmenter.change(pixels, place));
  }

  @Override
  public void finish(FloatBuffer images, FloatBuffer targets, int rows, int batch) {
    if (augmentation.mixup() > 0) {
      Mixup mixup = Mixup.draw(augmentation.mixup(), seed, batch);
      mixup.apply(images, rows);
      mixup.apply(targets, rows);
    }
  }
}

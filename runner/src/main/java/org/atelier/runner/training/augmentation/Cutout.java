package org.atelier.runner.training.augmentation;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.atelier.api.training.Augmentation;

/**
 * A grey square over a part of an image (DeVries and Taylor 2017, section 3.2), which may jut out.
 *
 * @param top its first row
 * @param left its first column
 * @param height its rows
 * @param width its columns
 */
record Cutout(int top, int left, int height, int width) {
  private static final float GREY = 0.5f;

  /**
   * Draws a square whose centre is anywhere in the image.
   *
   * @param augmentation how large it is
   * @param image the image's size
   * @param random gives the same numbers in the same order whatever is drawn
   */
  static Cutout draw(Augmentation augmentation, ImageSize image, SplittableRandom random) {
    int height = (int) Math.round(augmentation.cutout() * image.height());
    int width = (int) Math.round(augmentation.cutout() * image.width());
    int top = random.nextInt(image.height()) - height / 2;
    int left = random.nextInt(image.width()) - width / 2;
    return new Cutout(top, left, height, width);
  }

  /** Hides the part of an image, all of its planes alike. */
  void apply(float[] planes, ImageSize image) {
    int from = Math.max(left, 0);
    int to = Math.min(left + width, image.width());
    int bottom = Math.min(top + height, image.height());
    for (int plane = 0; plane < planes.length; plane += image.pixels()) {
      for (int row = Math.max(top, 0); row < bottom; row++) {
        int begin = plane + row * image.width();
        Arrays.fill(planes, begin + from, begin + to, GREY);
      }
    }
  }
}

package org.atelier.runner.training.augmentation;

import java.util.SplittableRandom;
import org.atelier.api.training.Augmentation;

/**
 * Changes images at random, each in its own way.
 *
 * <p>Not for several threads at once: it works in arrays of its own.
 */
public final class Augmenter {
  private final Augmentation augmentation;
  private final long seed;
  private final ImageSize source;
  private final ImageSize target;
  private final BilinearSampler sampler;
  private final float[] planes;

  /**
   * Prepares to change images.
   *
   * @param augmentation how
   * @param seed what the changes are drawn from
   * @param source the size of the images to change
   */
  public Augmenter(Augmentation augmentation, long seed, ImageSize source) {
    this.augmentation = augmentation;
    this.seed = seed;
    this.source = source;
    target = source.after(augmentation);
    sampler = new BilinearSampler(source, target);
    planes = new float[BilinearSampler.CHANNELS * target.pixels()];
  }

  /**
   * Changes one image.
   *
   * @param pixels its planes, unsigned bytes
   * @param place its place in the pass: the same place always brings the same changes
   * @return the planes of the changed image, in [0, 1]; written anew at the next call
   */
  public float[] change(byte[] pixels, int place) {
    // The generator scrambles its seed: neighbouring ones give unrelated numbers.
    SplittableRandom random = new SplittableRandom(seed + place);
    sampler.sample(pixels, AffineMap.draw(augmentation, source, target, random), planes);
    ColourMap.draw(augmentation, random).apply(planes, target.pixels());
    Cutout.draw(augmentation, target, random).apply(planes, target);
    return planes;
  }
}

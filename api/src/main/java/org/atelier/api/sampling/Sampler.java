package org.atelier.api.sampling;

/** Which of the training images an epoch takes. */
public enum Sampler {
  /** Each image once, in random order. */
  SHUFFLE,
  /**
   * As many images as there are, drawn with replacement, each class equally likely and within a
   * class each image: an image's chance is inverse to the frequency of its class.
   */
  BALANCED,
  /**
   * The same number of each class: a class with more gives a part of its images, drawn without
   * replacement in each epoch; of a class with fewer, each image comes equally often, or once more.
   */
  CAPPED
}

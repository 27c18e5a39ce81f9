package org.atelier.api;

/** How an image of any shape becomes a square. */
public enum Resize {
  /** The largest square in the middle of the image; what lies beside it is lost. */
  CROP,
  /** The whole image, its width and height scaled apart. */
  STRETCH,
  /** The whole image in its proportions, centred, with black beside it. */
  PAD
}

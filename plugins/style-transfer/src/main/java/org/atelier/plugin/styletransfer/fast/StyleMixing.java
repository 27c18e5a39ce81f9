package org.atelier.plugin.styletransfer.fast;

import java.util.SplittableRandom;

/**
 * Which styles the images of a batch are to get, as shares of the styles of the batch's own images.
 * Half of them get the style of one image, half the mean of a class; some keep a share of their
 * own, so that the network learns to give a style in part.
 */
final class StyleMixing {
  private static final double MIXED_WITH_OWN = 0.3;

  private StyleMixing() {}

  /**
   * Draws shares.
   *
   * @param labels the class of each image
   * @param random what they are drawn from
   * @return for each image a row with its shares of the styles of all images, {@code (N, N)}; each
   *     row adds up to 1
   */
  static float[] shares(int[] labels, SplittableRandom random) {
    int count = labels.length;
    float[] shares = new float[count * count];
    for (int image = 0; image < count; image++) {
      int model = random.nextInt(count);
      boolean wholeClass = random.nextBoolean();
      float own = random.nextDouble() < MIXED_WITH_OWN ? (float) random.nextDouble() : 0;
      int members = 0;
      for (int label : labels) {
        members += label == labels[model] ? 1 : 0;
      }
      for (int other = 0; other < count; other++) {
        boolean part = wholeClass ? labels[other] == labels[model] : other == model;
        if (part) {
          shares[image * count + other] = (1 - own) / (wholeClass ? members : 1);
        }
      }
      shares[image * count + image] += own;
    }
    return shares;
  }
}

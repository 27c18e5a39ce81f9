package org.atelier.plugin.autoencoder.reconstruct;

/**
 * How near a picture is to an image, pixels being in [0, 1].
 *
 * @param meanSquaredError over all pixels and colours
 * @param similarity structural similarity; not-a-number for images smaller than its window
 */
record Quality(double meanSquaredError, double similarity) {
  /** Below it, a reconstruction counts as exact: 100 dB. */
  private static final double LEAST_ERROR = 1e-10;

  private static final double DECIBELS = 10;

  /** Returns the peak signal-to-noise ratio in decibels, 100 at most. */
  double signalToNoise() {
    return -DECIBELS * Math.log10(Math.max(meanSquaredError, LEAST_ERROR));
  }
}

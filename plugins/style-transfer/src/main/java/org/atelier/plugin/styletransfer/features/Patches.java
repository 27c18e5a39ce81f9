package org.atelier.plugin.styletransfer.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/**
 * Squares of pixels as the waves that they are made of: what the first convolution of any network
 * can see, whatever it has learned. Pictures whose patches are like those of a style are like it to
 * more than the one network.
 *
 * <p>Each colour's square is taken apart by the discrete cosine transform (Ahmed, Natarajan and Rao
 * 1974, "Discrete cosine transform"). As short waves are weaker in images, about as their frequency
 * is higher (Field 1987, "Relations between the statistics of natural images and the response
 * properties of cortical cells"), each is taken the larger for it, so that all of them count.
 */
final class Patches {
  private static final int COLOURS = 3;
  private static final int SIDE = 5;
  private static final int WAVES = SIDE * SIDE;

  /** By what waves are made larger, for each half wave within the square. */
  private static final double GAIN = 4;

  private static final Shape STRIDE = new Shape(2, 2);
  private static final Shape PADDING = new Shape(SIDE / 2, SIDE / 2);

  private Patches() {}

  /**
   * Returns the waves around every second pixel.
   *
   * @param images {@code (N, 3, H, W)}
   * @return {@code (N, 75, ceil(H / 2), ceil(W / 2))}
   */
  static NDArray of(NDArray images) {
    Shape shape = new Shape((long) COLOURS * WAVES, COLOURS, SIDE, SIDE);
    // A copy, as PyTorch does not own what it is created from.
    NDArray filters = images.getManager().create(filters(), shape).duplicate();
    return Conv2d.conv2d(images, filters, null, STRIDE, PADDING).singletonOrThrow();
  }

  /** Returns the filters, {@code (colours * waves, colours, side, side)}. */
  private static float[] filters() {
    float[] filters = new float[COLOURS * WAVES * COLOURS * WAVES];
    for (int colour = 0; colour < COLOURS; colour++) {
      for (int wave = 0; wave < WAVES; wave++) {
        int from = ((colour * WAVES + wave) * COLOURS + colour) * WAVES;
        for (int place = 0; place < WAVES; place++) {
          filters[from + place] = (float) value(wave, place);
        }
      }
    }
    return filters;
  }

  private static double value(int wave, int place) {
    int down = wave / SIDE;
    int across = wave % SIDE;
    double gain = Math.max(1, GAIN * Math.hypot(down, across));
    return gain * cosine(down, place / SIDE) * cosine(across, place % SIDE);
  }

  /** Returns the value of a wave of length 1 at a place. */
  private static double cosine(int frequency, int place) {
    double scale = Math.sqrt((frequency == 0 ? 1.0 : 2.0) / SIDE);
    return scale * Math.cos(Math.PI * (place + 0.5) * frequency / SIDE);
  }
}

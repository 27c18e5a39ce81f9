package org.atelier.runner.training;

import java.nio.FloatBuffer;
import org.atelier.runner.training.augmentation.ImageSize;

/** Leaves images and targets as they are. */
record PlainPreparation(ImageSize size) implements BatchPreparation {
  /** What each byte becomes: a number in [0, 1]. */
  private static final float[] INTENSITIES = intensities();

  @Override
  public ImageWriter writer() {
    return PlainPreparation::write;
  }

  private static void write(byte[] pixels, int place, FloatBuffer images) {
    for (byte pixel : pixels) {
      images.put(INTENSITIES[pixel & 0xff]);
    }
  }

  @Override
  public void finish(FloatBuffer images, FloatBuffer targets, int rows, int batch) {}

  private static float[] intensities() {
    float[] intensities = new float[256];
    for (int value = 0; value < intensities.length; value++) {
      intensities[value] = value / 255f;
    }
    return intensities;
  }
}

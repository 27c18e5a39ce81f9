package org.atelier.runner.training;

import java.nio.FloatBuffer;
import org.atelier.runner.training.augmentation.ImageSize;

/** What happens to the images and targets of a pass on their way into batches. */
interface BatchPreparation {
  /** Returns the size of the images in the batches. */
  ImageSize size();

  /** Returns a writer for one thread and batch. */
  ImageWriter writer();

  /**
   * Changes a batch as a whole, when all of its images are written.
   *
   * @param images the images, one after the other
   * @param targets their targets, one after the other
   * @param rows how many
   * @param batch the number of the batch, from 0
   */
  void finish(FloatBuffer images, FloatBuffer targets, int rows, int batch);

  /** Turns an image's bytes into numbers in [0, 1]. */
  interface ImageWriter {
    /**
     * Appends an image to a buffer.
     *
     * @param pixels its planes, unsigned bytes
     * @param place its place in the pass
     * @param images the buffer
     */
    void write(byte[] pixels, int place, FloatBuffer images);
  }
}

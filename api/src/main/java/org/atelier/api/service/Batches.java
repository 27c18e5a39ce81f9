package org.atelier.api.service;

import org.atelier.api.Dataset;
import org.atelier.api.training.Augmentation;
import org.osgi.annotation.versioning.ProviderType;

/** Reads images into the engine, ahead of their use, on background threads. */
@ProviderType
public interface Batches {
  /**
   * Opens a pass over some images of a dataset.
   *
   * @param dataset the images
   * @param positions which images, in which order; an image may come more than once
   * @param batchSize images per batch; the last batch may be smaller, or larger by one: an image
   *     left over alone joins it, as batch normalisation cannot train on a single image
   * @throws org.atelier.api.UserException if a batch is larger than an array can be
   */
  Pass open(Dataset dataset, int[] positions, int batchSize);

  /**
   * Opens a pass over some images of a dataset that changes them at random.
   *
   * @param dataset the images
   * @param positions which images, in which order; an image may come more than once
   * @param batchSize images per batch, as without augmentation
   * @param augmentation how images are changed
   * @param seed what the changes are drawn from: an image's changes depend on this and its place in
   *     {@code positions} alone
   * @throws org.atelier.api.UserException if a batch is larger than an array can be
   */
  Pass open(Dataset dataset, int[] positions, int batchSize, Augmentation augmentation, long seed);

  /** Opens a pass over a whole dataset in its own order. */
  default Pass open(Dataset dataset, int batchSize) {
    int[] positions = new int[dataset.contents().size()];
    java.util.Arrays.setAll(positions, position -> position);
    return open(dataset, positions, batchSize);
  }

  /** One pass over images. Closing it stops the reading. */
  @ProviderType
  interface Pass extends AutoCloseable {
    /**
     * Returns the next batch, the caller's to close, or null at the end.
     *
     * @throws InterruptedException if the run is being stopped
     */
    Batch next() throws InterruptedException;

    @Override
    void close();
  }
}

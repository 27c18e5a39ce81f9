package org.atelier.api.service;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * Some images and their labels in the engine's memory, freed when the batch is closed.
 *
 * @param manager owns the batch's arrays, and whatever is computed from them
 * @param images {@code (N, 3, H, W)}, {@code float32}, in [0, 1]
 * @param targets {@code (N, classes)}, {@code float32}: one-hot, or mixed by augmentation; each row
 *     is a distribution
 * @param positions the images' positions in the dataset
 */
public record Batch(NDManager manager, NDArray images, NDArray targets, List<Integer> positions)
    implements AutoCloseable {
  /** Copies the positions. */
  public Batch {
    positions = List.copyOf(positions);
  }

  /** Returns the number of images. */
  public int size() {
    return positions.size();
  }

  @Override
  public void close() {
    manager.close();
  }
}

package org.atelier.api.training;

/** Chooses the images of each epoch and their order. */
@FunctionalInterface
public interface EpochOrder {
  /**
   * Returns the positions in the training dataset for one epoch; the same for the same epoch
   * whenever it is asked.
   *
   * @param epoch the epoch, counted from 1
   */
  int[] positions(int epoch);
}

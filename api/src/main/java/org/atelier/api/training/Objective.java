package org.atelier.api.training;

import ai.djl.ndarray.NDArray;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Network;

/** Computes what training makes small for one batch. */
@FunctionalInterface
public interface Objective {
  /**
   * Returns the batch's mean loss, a scalar through which gradients reach the parameters.
   *
   * @param network what is trained
   * @param batch the images and targets
   * @param training true in a training step, false when validating
   */
  NDArray loss(Network network, Batch batch, boolean training);
}

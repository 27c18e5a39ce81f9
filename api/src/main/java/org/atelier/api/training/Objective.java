package org.atelier.api.training;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
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

  /**
   * Returns whether a batch's loss depends on a parameter. What it does not depend on stays as it
   * is in the step that follows, bit for bit: neither momentum nor weight decay moves it. So of a
   * table with a parameter for each row, only the rows of the batch are updated.
   *
   * @param batch what a step is taken for
   * @param parameter a trainable parameter of the network
   */
  default boolean uses(Batch batch, Parameter parameter) {
    return true;
  }
}

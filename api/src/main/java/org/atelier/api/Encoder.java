package org.atelier.api;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A network with a code of its own, such as an autoencoder: its block implements this. A code is
 * what the network makes of an image before it makes anything else of that.
 */
@ConsumerType
public interface Encoder {
  /**
   * Encodes images, as in prediction: without dropout and without chance.
   *
   * @param parameters where the parameters' values are
   * @param images {@code (N, C, H, W)}, {@code float32}, in [0, 1]
   * @return the codes, {@code (N, …)}, {@code float32}; they belong to the images' manager
   */
  NDArray encode(ParameterStore parameters, NDArray images);
}

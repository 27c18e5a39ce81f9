package org.atelier.plugin.styletransfer.embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.atelier.api.UserException;
import org.atelier.api.service.Network;

/**
 * Holds a network to what is expected of an autoencoder: an image for each input.
 *
 * @param name the name of the model, or of the stage that trained it, for messages
 */
record Autoencoder(String name) {
  private static final int COLOURS = 3;

  /**
   * Runs a network of the model.
   *
   * @param network the network
   * @param input {@code (N, C, H, W)}
   * @param training whether this is a training step
   * @return {@code (N, 3, H, W)}
   * @throws UserException if it puts out something else
   */
  NDArray restore(Network network, NDArray input, boolean training) {
    NDList outputs = network.forward(new NDList(input), training);
    Shape shape = input.getShape();
    Shape expected = new Shape(shape.get(0), COLOURS, shape.get(2), shape.get(3));
    if (outputs.size() != 1 || !outputs.head().getShape().equals(expected)) {
      throw new UserException(
          "'%s' is no autoencoder: for inputs of shape %s it puts out %s, not images of shape %s"
              .formatted(name, shape, Arrays.toString(outputs.getShapes()), expected),
          "use an autoencoder, such as conv-autoencoder");
    }
    return outputs.head();
  }
}

package org.atelier.api.service;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.atelier.api.ModelManifest;
import org.atelier.api.TrainedModel;
import org.atelier.api.tensor.Layers;
import org.osgi.annotation.versioning.ProviderType;

/** A network with its parameters in the engine's memory, freed when it is closed. */
@ProviderType
public interface Network extends AutoCloseable {
  /** Returns what the network is: architecture, input, classes. */
  ModelManifest manifest();

  /** Returns the network's block. */
  Block block();

  /**
   * Returns whether the network takes images of another size too, as its model makes parameters of
   * the same shapes for that size.
   *
   * @param height in pixels
   * @param width in pixels
   * @throws org.atelier.api.UserException if the model refuses that size
   */
  default boolean takes(int height, int width) {
    return height == manifest().height() && width == manifest().width();
  }

  /**
   * Returns how many numbers all layers together put out for one image of the manifest's size, the
   * image included: what an image of another size takes of memory can be told from it. Empty if a
   * layer does not tell its shapes.
   */
  OptionalLong outputsPerImage();

  /**
   * Runs the network.
   *
   * @param inputs usually one array {@code (N, C, H, W)}; the outputs belong to its manager
   * @param training whether dropout drops and batch normalisation uses the batch's own statistics
   */
  NDList forward(NDList inputs, boolean training);

  /** Returns the network's layers, to be run one by one with its parameters. */
  Layers layers();

  /**
   * Encodes images, as in prediction. Where the block is an {@link org.atelier.api.Encoder} the
   * code is what that says; otherwise it is the input of the network's last layer with parameters,
   * which in a classifier are the features that it decides by.
   *
   * @param images {@code (N, C, H, W)}, {@code float32}, in [0, 1]; the codes belong to its manager
   * @return the codes, {@code (N, …)}
   * @throws org.atelier.api.UserException if the network has no code
   */
  NDArray encode(NDArray images);

  /**
   * Writes the network as a model folder.
   *
   * @throws IOException if the files cannot be written
   */
  TrainedModel save(Path folder) throws IOException;

  @Override
  void close();
}

package org.atelier.api.service;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import java.io.IOException;
import java.nio.file.Path;
import org.atelier.api.ModelManifest;
import org.atelier.api.TrainedModel;
import org.osgi.annotation.versioning.ProviderType;

/** A network with its parameters in the engine's memory, freed when it is closed. */
@ProviderType
public interface Network extends AutoCloseable {
  /** Returns what the network is: architecture, input, classes. */
  ModelManifest manifest();

  /** Returns the network's block. */
  Block block();

  /**
   * Runs the network.
   *
   * @param inputs usually one array {@code (N, C, H, W)}; the outputs belong to its manager
   * @param training whether dropout drops and batch normalisation uses the batch's own statistics
   */
  NDList forward(NDList inputs, boolean training);

  /**
   * Writes the network as a model folder.
   *
   * @throws IOException if the files cannot be written
   */
  TrainedModel save(Path folder) throws IOException;

  @Override
  void close();
}

package org.atelier.runner.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
import org.atelier.api.ModelManifest;
import org.atelier.api.TrainedModel;
import org.atelier.api.service.Network;

/** A DJL block whose parameters live in a manager of their own. */
final class EngineNetwork implements Network {
  private final ModelManifest manifest;
  private final Block block;
  private final NDManager manager;
  private final ParameterStore parameters;

  /**
   * Takes over an initialised block.
   *
   * @param manifest what the network is
   * @param block the block
   * @param manager owns the block's parameters; closed with the network
   */
  EngineNetwork(ModelManifest manifest, Block block, NDManager manager) {
    this.manifest = manifest;
    this.block = block;
    this.manager = manager;
    this.parameters = new ParameterStore(manager, false);
  }

  @Override
  public ModelManifest manifest() {
    return manifest;
  }

  @Override
  public Block block() {
    return block;
  }

  @Override
  public NDList forward(NDList inputs, boolean training) {
    return block.forward(parameters, inputs, training);
  }

  @Override
  public TrainedModel save(Path folder) throws IOException {
    return new ModelFolder(folder).write(manifest, block);
  }

  @Override
  public void close() {
    manager.close();
  }
}

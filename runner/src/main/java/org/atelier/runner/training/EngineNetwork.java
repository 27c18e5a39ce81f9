package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
import org.atelier.api.Encoder;
import org.atelier.api.ModelManifest;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.service.Network;
import org.atelier.api.tensor.Layers;

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
  public Layers layers() {
    return Layers.of(block, parameters);
  }

  @Override
  public NDArray encode(NDArray images) {
    if (block instanceof Encoder) {
      return ((Encoder) block).encode(parameters, images);
    }
    Layers layers = layers();
    int last = layers.lastWithParameters().orElse(0);
    if (last == 0) {
      throw new UserException(
          "a network of model '%s' has no code: it has no layers before its last one with parameters"
              .formatted(manifest.model().type()),
          "use an autoencoder, or a model that is a sequence of layers");
    }
    return layers.forward(new NDList(images), 0, last).singletonOrThrow();
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

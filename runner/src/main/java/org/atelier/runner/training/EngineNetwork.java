package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.atelier.api.Encoder;
import org.atelier.api.ModelManifest;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.service.Network;
import org.atelier.api.tensor.Layers;

/** A DJL block whose parameters live in a manager of their own. */
final class EngineNetwork implements Network {
  private final ModelManifest manifest;
  private final Function<Shape, Block> architecture;
  private final Block block;
  private final NDManager manager;
  private final ParameterStore parameters;

  /**
   * Takes over an initialised block.
   *
   * @param manifest what the network is
   * @param architecture makes a block for images of a shape {@code (C, H, W)}
   * @param block the block
   * @param manager owns the block's parameters; closed with the network
   */
  EngineNetwork(
      ModelManifest manifest, Function<Shape, Block> architecture, Block block, NDManager manager) {
    this.manifest = manifest;
    this.architecture = architecture;
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
  public boolean takes(int height, int width) {
    if (Network.super.takes(height, width)) {
      return true;
    }
    Block other = architecture.apply(new Shape(manifest.channels(), height, width));
    try (NDManager blank = manager.newSubManager()) {
      other.setInitializer((memory, shape, type) -> memory.zeros(shape, type), parameter -> true);
      other.initialize(blank, DataType.FLOAT32, new Shape(1, manifest.channels(), height, width));
      return shapes(other).equals(shapes(block));
    }
  }

  private static List<Shape> shapes(Block block) {
    return block.getParameters().values().stream()
        .map(parameter -> parameter.getArray().getShape())
        .toList();
  }

  @Override
  public OptionalLong outputsPerImage() {
    return MemoryEstimate.of(block)
        .map(estimate -> OptionalLong.of(estimate.outputs()))
        .orElse(OptionalLong.empty());
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

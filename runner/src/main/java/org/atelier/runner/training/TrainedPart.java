package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.atelier.api.ModelManifest;
import org.atelier.api.TrainedModel;
import org.atelier.api.service.Network;
import org.atelier.api.tensor.Layers;

/**
 * A network that is given what its first layers put out instead of images.
 *
 * @param whole the network
 * @param fixed how many layers are left out
 */
record TrainedPart(Network whole, int fixed) implements Network {
  @Override
  public NDList forward(NDList inputs, boolean training) {
    Layers layers = whole.layers();
    return layers.forward(inputs, fixed, layers.size(), training);
  }

  @Override
  public ModelManifest manifest() {
    return whole.manifest();
  }

  @Override
  public Block block() {
    return whole.block();
  }

  @Override
  public OptionalLong outputsPerImage() {
    return whole.outputsPerImage();
  }

  @Override
  public Layers layers() {
    return whole.layers();
  }

  @Override
  public NDArray encode(NDArray images) {
    return whole.encode(images);
  }

  @Override
  public TrainedModel save(Path folder) throws IOException {
    return whole.save(folder);
  }

  @Override
  public void close() {
    whole.close();
  }
}

package org.atelier.plugin.autoencoder.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.atelier.api.Encoder;
import org.atelier.api.Model;

/** A network on the engine under test. */
final class TestNetwork implements AutoCloseable {
  private final NDManager manager = NDManager.newBaseManager();
  private final ParameterStore store = new ParameterStore(manager, false);
  private final Block block;

  TestNetwork(Model model, int height, int width) {
    this(model, 3, height, width);
  }

  TestNetwork(Model model, int channels, int height, int width) {
    manager.getEngine().setRandomSeed(5);
    block = model.network(new Shape(channels, height, width), 4);
    block.initialize(manager, DataType.FLOAT32, new Shape(1, channels, height, width));
  }

  NDArray forward(NDArray images, boolean training) {
    return block.forward(store, new NDList(images), training).singletonOrThrow();
  }

  NDArray encode(NDArray images) {
    return ((Encoder) block).encode(store, images);
  }

  /** Returns images of random pixels, the same for the same shape. */
  NDArray images(int count, int height, int width) {
    Random random = new Random(3);
    float[] pixels = new float[count * 3 * height * width];
    for (int at = 0; at < pixels.length; at++) {
      pixels[at] = random.nextFloat();
    }
    return manager.create(pixels, new Shape(count, 3, height, width));
  }

  NDArray array(float[] values, Shape shape) {
    return manager.create(values, shape);
  }

  /** Returns the parameters' shapes. */
  List<Shape> shapes() {
    return parameters().values().stream().map(NDArray::getShape).toList();
  }

  /** Returns the parameters' arrays by name. */
  Map<String, NDArray> parameters() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    block.getParameters().forEach(pair -> arrays.put(pair.getKey(), pair.getValue().getArray()));
    return arrays;
  }

  @Override
  public void close() {
    manager.close();
  }
}

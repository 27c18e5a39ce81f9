package org.atelier.plugin.styletransfer.embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.atelier.api.tensor.Scaled;

/**
 * A trainable image for each class, and the autoencoder that they are seen through: {@code (N, 3,
 * H, W)} to {@code (N, 3, H, W)}.
 *
 * <p>Each image is a parameter of its own, so that looking some up copies no others, and a step
 * moves no others. A parameter holds how far the colours are from middle grey, as a part of {@code
 * rate}: so Adam's steps, whose length does not depend on the gradient's, move the image by so many
 * times what they move the network's weights.
 */
final class EmbeddingNetwork extends AbstractBlock {
  private static final byte VERSION = 1;

  private static final float MIDDLE_GREY = 0.5f;

  /** How far colours are from middle grey at first: hardly to be seen. */
  private static final float NOISE = 0.02f;

  private final List<Parameter> embeddings = new ArrayList<>();
  private final float rate;
  private final Block autoencoder;

  /**
   * Makes the network.
   *
   * @param classes how many images there are
   * @param image the shape of each, {@code (3, H, W)}
   * @param rate how many times larger a step of an image is than one of the autoencoder
   * @param autoencoder what they are seen through
   */
  EmbeddingNetwork(int classes, Shape image, double rate, Block autoencoder) {
    super(VERSION);
    this.rate = (float) rate;
    Initializer noise =
        (manager, shape, type) -> manager.randomNormal(0, NOISE / this.rate, shape, type);
    for (int index = 0; index < classes; index++) {
      embeddings.add(
          addParameter(
              Parameter.builder()
                  .setName("embedding%d".formatted(index))
                  .setType(Parameter.Type.OTHER)
                  .optShape(image)
                  .optInitializer(noise)
                  .build()));
    }
    this.autoencoder = addChildBlock("autoencoder", autoencoder);
  }

  /** Returns the images' parameters, in the order of the classes. */
  List<Parameter> embeddings() {
    return List.copyOf(embeddings);
  }

  /**
   * Returns some images, through which gradients reach their parameters.
   *
   * @param classes whose images
   * @param owner what the result belongs to
   * @return {@code (classes, 3, H, W)}
   */
  NDArray lookUp(List<Integer> classes, NDManager owner) {
    NDList images = new NDList(classes.size());
    classes.forEach(index -> images.add(embeddings.get(index).getArray()));
    NDArray stacked = NDArrays.stack(images);
    // It would stay with the parameters' manager otherwise.
    stacked.attach(owner);
    return Scaled.by(stacked, rate).add(MIDDLE_GREY);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    return autoencoder.forward(parameters, inputs, training);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return autoencoder.getOutputShapes(inputs);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputs) {
    if (!autoencoder.isInitialized()) {
      autoencoder.initialize(manager, dataType, inputs);
    }
  }
}

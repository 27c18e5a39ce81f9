package org.atelier.runner.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import java.util.List;
import java.util.Map;
import org.atelier.api.UserException;
import org.atelier.api.tensor.Layered;
import org.atelier.api.tensor.Layers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("engine")
@Timeout(60)
class LayersTest {
  private static final Shape IMAGES = new Shape(2, 3, 8, 8);

  private final NDManager manager = NDManager.newBaseManager();
  private final ParameterStore parameters = new ParameterStore(manager, false);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void layersAreCalledWhatTheyAre() {
    assertThat(layers().names())
        .containsExactly(
            "conv2d",
            "sequential-block/batch-norm",
            "sequential-block/relu",
            "sequential-block/dropout",
            "function",
            "average-of-pixels",
            "linear-1",
            "doubling/twice",
            "doubling/three-times",
            "linear-2");
  }

  @Test
  void oneAfterAnotherTheLayersAreTheNetwork() {
    SequentialBlock network = network();
    Layers layers = Layers.of(network, parameters);
    NDList images = images();
    float[] whole = network.forward(parameters, images, false).singletonOrThrow().toFloatArray();

    for (int cut = 0; cut <= layers.size(); cut++) {
      NDList first = layers.forward(images, 0, cut);
      assertThat(layers.forward(first, cut, layers.size()).singletonOrThrow().toFloatArray())
          .containsExactly(whole);
    }
  }

  @Test
  void severalOutputsAreKeptInOnePass() {
    Layers layers = layers();
    NDList images = images();
    Map<String, NDList> outputs = layers.outputs(images, List.of("linear-1", "conv2d"));

    assertThat(outputs.keySet()).containsExactly("linear-1", "conv2d");
    assertThat(values(outputs.get("conv2d"))).containsExactly(values(layers.forward(images, 0, 1)));
    assertThat(values(outputs.get("linear-1")))
        .containsExactly(values(layers.forward(images, 0, 7)));
    assertThat(layers.outputs(images, List.of())).isEmpty();
  }

  @Test
  void eachLayerHasItsShape() {
    assertThat(layers().shapes(images()))
        .containsExactly(
            new Shape(2, 4, 6, 6),
            new Shape(2, 4, 6, 6),
            new Shape(2, 4, 6, 6),
            new Shape(2, 4, 6, 6),
            new Shape(2, 4, 6, 6),
            new Shape(2, 4),
            new Shape(2, 5),
            new Shape(2, 5),
            new Shape(2, 5),
            new Shape(2, 3));
  }

  @Test
  void theLastLayerWithParametersIsFound() {
    assertThat(layers().lastWithParameters()).hasValue(9);
    assertThat(Layers.of(Activation.reluBlock(), parameters).lastWithParameters()).isEmpty();
  }

  @Test
  void aBlockThatIsNoSequenceIsOneLayer() {
    assertThat(Layers.of(Linear.builder().setUnits(2).build(), parameters).names())
        .containsExactly("network");
  }

  @Test
  void anUnknownLayerIsAnsweredWithThoseThatThereAre() {
    assertThatThrownBy(() -> layers().outputs(images(), List.of("conv2d", "linear")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the network has no layer 'linear'; its layers are: conv2d,"
                + " sequential-block/batch-norm, sequential-block/relu, sequential-block/dropout,"
                + " function, average-of-pixels, linear-1, doubling/twice, doubling/three-times,"
                + " linear-2")
        .extracting(thrown -> ((UserException) thrown).remedy())
        .isEqualTo("name one of these layers");
  }

  private Layers layers() {
    return Layers.of(network(), parameters);
  }

  private SequentialBlock network() {
    SequentialBlock network =
        new SequentialBlock()
            .add(Conv2d.builder().setFilters(4).setKernelShape(new Shape(3, 3)).build())
            .add(
                new SequentialBlock()
                    .add(BatchNorm.builder().build())
                    .add(Activation.reluBlock())
                    .add(Dropout.builder().optRate(0.5f).build()))
            .add(Activation::sigmoid)
            .add(
                new LambdaBlock(
                    maps ->
                        new NDList(
                            maps.head().reshape(maps.head().size(0), 4, -1).mean(new int[] {2})),
                    "averageOfPixels"))
            .add(Linear.builder().setUnits(5).build())
            .add(new Doubling())
            .add(Linear.builder().setUnits(3).build());
    network.initialize(manager, DataType.FLOAT32, IMAGES);
    return network;
  }

  private NDList images() {
    NDArray values = manager.arange(0f, (float) IMAGES.size(), 1f).mul(0.7f).sin();
    return new NDList(values.reshape(IMAGES));
  }

  private static float[] values(NDList arrays) {
    return arrays.singletonOrThrow().toFloatArray();
  }

  /** Says itself what its layers are. */
  private static final class Doubling extends LambdaBlock implements Layered {
    Doubling() {
      super(inputs -> new NDList(inputs.singletonOrThrow().mul(6)), "doubling");
    }

    @Override
    public List<Layer> layers() {
      Block twice = Blocks.identityBlock();
      return List.of(
          new Layer(
              "twice",
              false,
              (store, inputs, training) ->
                  new NDList(twice.forward(store, inputs, training).singletonOrThrow().mul(2))),
          Layer.of("three-times", values -> values.mul(3)));
    }
  }
}

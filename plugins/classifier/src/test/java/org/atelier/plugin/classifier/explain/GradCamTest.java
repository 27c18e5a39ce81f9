package org.atelier.plugin.classifier.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.Model;
import org.atelier.api.UserException;
import org.atelier.api.service.Network;
import org.atelier.plugin.classifier.model.Nonlinearity;
import org.atelier.plugin.classifier.model.Pooling;
import org.atelier.plugin.classifier.model.ResidualCnn;
import org.atelier.plugin.classifier.model.WikiArtCnn;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
@Timeout(60)
class GradCamTest {
  @TempDir private Path folder;
  private TestServices services;

  @BeforeEach
  void start() {
    services = new TestServices(folder);
  }

  /**
   * Two feature maps of 2 x 2, the red and twice the green plane; the first class's score is three
   * times the first map's sum minus the second map's sum, the second class's is the second map's
   * sum. So the weights are 3 and -1, and 0 and 1, and the maps can be written down.
   */
  @Test
  void weighsFeatureMapsByTheMeansOfTheirGradients() {
    Conv2d convolution =
        Conv2d.builder().setFilters(2).setKernelShape(new Shape(1, 1)).optBias(false).build();
    Linear output = Linear.builder().setUnits(2).optBias(false).build();
    Model model =
        (image, classes) ->
            new SequentialBlock().add(convolution).add(Blocks.batchFlattenBlock()).add(output);
    try (Network network = network(model, 2);
        NDManager manager = services.compute().newManager()) {
      convolution
          .getDirectParameters()
          .get("weight")
          .getArray()
          .set(new float[] {1, 0, 0, 0, 2, 0});
      output
          .getDirectParameters()
          .get("weight")
          .getArray()
          .set(new float[] {3, 3, 3, 3, -1, -1, -1, -1, 0, 0, 0, 0, 1, 1, 1, 1});
      NDArray images =
          manager.create(
              new float[] {
                .1f, .2f, .3f, .4f, .6f, .1f, 0, .5f, 9, 9, 9, 9, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0
              },
              new Shape(2, 3, 2, 2));
      GradCam maps = GradCam.ofLastFeatureMaps(services.compute(), network, "tiny");

      assertThat(maps.layer()).isEqualTo("conv2d");
      List<ClassMap> first = maps.maps(images, new int[] {0, 0});
      // 3 * red - 1 * (2 * green), cut off at zero.
      assertThat(first.get(0).values())
          .containsExactly(new float[] {0, .4f, .9f, .2f}, within(1e-5f));
      assertThat(first.get(1).values()).containsExactly(new float[] {3, 0, 0, 0}, within(1e-5f));
      List<ClassMap> second = maps.maps(images, new int[] {1, 1});
      assertThat(second.get(0).values())
          .containsExactly(new float[] {1.2f, .2f, 0, 1}, within(1e-5f));
      assertThat(second.get(1).values()).containsExactly(new float[] {0, 2, 0, 0}, within(1e-5f));
    }
  }

  @Test
  void weightsAreThoseOfFiniteDifferences() {
    Model model =
        (image, classes) ->
            new SequentialBlock()
                .add(Conv2d.builder().setFilters(3).setKernelShape(new Shape(3, 3)).build())
                .add(Activation.sigmoidBlock())
                .add(Blocks.batchFlattenBlock())
                .add(BatchNorm.builder().build())
                .add(Linear.builder().setUnits(4).build())
                .add(Dropout.builder().optRate(0.5f).build())
                .add(Activation.sigmoidBlock())
                .add(Linear.builder().setUnits(classes).build());
    try (Network network = network(model, 6);
        NDManager manager = services.compute().newManager()) {
      NDArray image = manager.arange(0f, 108f, 1f).mul(0.9f).sin().reshape(1, 3, 6, 6);
      NDArray maps = network.layers().forward(new NDList(image), 0, 2).singletonOrThrow();
      float[] expected = new float[16];
      for (int channel = 0; channel < 3; channel++) {
        float[] moved = new float[48];
        Arrays.fill(moved, 16 * channel, 16 * channel + 16, 0.01f);
        NDArray step = manager.create(moved, maps.getShape());
        float slope = (score(network, maps.add(step)) - score(network, maps.sub(step))) / 0.02f;
        for (int place = 0; place < 16; place++) {
          // Moving all 16 places of a map moves the score by 16 times the mean gradient.
          expected[place] += slope / 16 * maps.getFloat(0, channel, place / 4, place % 4);
        }
      }
      ClassMap map =
          GradCam.ofLayer(services.compute(), network, "sigmoid-1")
              .maps(image, new int[] {1})
              .get(0);

      for (int place = 0; place < 16; place++) {
        assertThat(map.values()[place]).isCloseTo(Math.max(0, expected[place]), within(1e-4f));
      }
    }
  }

  private static float score(Network network, NDArray maps) {
    return network.layers().forward(new NDList(maps), 2, 8).singletonOrThrow().getFloat(0, 1);
  }

  @Test
  void findsTheLastFeatureMapsOfOurModels() {
    assertThat(layer(new WikiArtCnn(new WikiArtCnn.Settings(Pooling.MAX, Nonlinearity.RELU, 5, 0))))
        .isEqualTo("convolution");
    assertThat(layer(new ResidualCnn(new ResidualCnn.Settings(List.of(4, 8), 1, 0, 0))))
        .isEqualTo("stage-2/block-1");
  }

  private String layer(Model model) {
    try (Network network = network(model, 32);
        NDManager manager = services.compute().newManager()) {
      GradCam maps = GradCam.ofLastFeatureMaps(services.compute(), network, "ours");
      List<ClassMap> ofImages = maps.maps(manager.ones(new Shape(2, 3, 32, 32)), new int[] {0, 1});
      assertThat(ofImages).hasSize(2);
      return maps.layer();
    }
  }

  @Test
  void aModelWithoutFeatureMapsIsAnError() {
    Model model =
        (image, classes) ->
            new SequentialBlock()
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(4).build())
                .add(Linear.builder().setUnits(classes).build());
    try (Network network = network(model, 2)) {
      assertThatThrownBy(() -> GradCam.ofLastFeatureMaps(services.compute(), network, "classify"))
          .isInstanceOf(UserException.class)
          .hasMessage(
              "'classify' cannot be explained by maps: no layer before its last one puts out"
                  + " feature maps; its layers are: batch-flatten (12), linear-1 (4), linear-2 (2)")
          .extracting(thrown -> ((UserException) thrown).remedy())
          .isEqualTo(
              "use a classifier with convolutions that is a sequence of layers, such as"
                  + " residual-cnn");
    }
  }

  @Test
  void aLayerWithoutFeatureMapsIsAnError() {
    Model model = (image, classes) -> sequence(classes);
    try (Network network = network(model, 4)) {
      assertThatThrownBy(() -> GradCam.ofLayer(services.compute(), network, "batch-flatten"))
          .isInstanceOf(UserException.class)
          .hasMessage(
              "layer 'batch-flatten' puts out no feature maps; the layers are: conv2d (2, 2, 2),"
                  + " batch-flatten (8), linear (2)")
          .extracting(thrown -> ((UserException) thrown).remedy())
          .isEqualTo(
              "name a layer that puts out an array of four axes (images, channels, height, width)");
      assertThatThrownBy(() -> GradCam.ofLayer(services.compute(), network, "conv"))
          .isInstanceOf(UserException.class)
          .hasMessage(
              "the network has no layer 'conv'; its layers are: conv2d, batch-flatten, linear");
    }
  }

  private static Block sequence(int classes) {
    return new SequentialBlock()
        .add(Conv2d.builder().setFilters(2).setKernelShape(new Shape(3, 3)).build())
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(classes).build());
  }

  private Network network(Model model, int size) {
    List<LabelledImage> images = List.of(new LabelledImage("a", 0), new LabelledImage("b", 1));
    return services
        .networks()
        .create(
            TestServices.reference("tiny", model),
            new DatasetContents(List.of("first", "second"), images, size, size, "test"));
  }
}

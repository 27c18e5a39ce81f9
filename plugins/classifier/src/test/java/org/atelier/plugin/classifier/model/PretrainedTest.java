package org.atelier.plugin.classifier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.service.Network;
import org.atelier.plugin.classifier.weights.WeightsFiles;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("engine")
class PretrainedTest {
  private static final int CLASSES = 3;
  private static final int SIDE = 64;

  @TempDir Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /**
   * The expected features are those of torchvision 0.14.1 with the same weights (see {@link
   * WeightsFiles#numbers}), images and normalisation: the mean of all of them, and the first four
   * of each image.
   */
  @ParameterizedTest
  @CsvSource({
    "RESNET_18, 0.2002293, 0.1316823, 0.8164548, 0.5093255, 0.1759888, 0.1171471, 0.8382058, 0.5483123, 0.2198781",
    "RESNET_34, 0.2471283, 0.0186646, 0.8116007, 0.4951181, 0.0888342, 0.0058539, 0.8054336, 0.5095565, 0.0871900",
    "RESNET_50, 0.1344787, 0.0845169, 0.2242319, 0.1632160, 0.0000000, 0.0837016, 0.1959808, 0.1557937, 0.0000000",
    "VGG_16, 2.0420972, 5.3822021, 0.8495806, 0.0000000, 2.3826022, 5.7060006, 0.7583972, 0.0000000, 2.2701775",
    "VGG_19, 1.7340438, 0.1458133, 0.0442372, 0.5414371, 0.0505022, 0.1411913, 0.0690749, 0.4269443, 0.0513427"
  })
  void hasTorchvisionsFeatures(
      Architecture architecture,
      double mean,
      double a,
      double b,
      double c,
      double d,
      double e,
      double f,
      double g,
      double h) {
    Block network = created(architecture, Trained.HEAD);
    NDArray features = features(network, images(2));
    float[] values = features.toFloatArray();
    int width = values.length / 2;
    assertThat((double) features.mean().getFloat()).isCloseTo(mean, within(1e-5));
    double[] expected = {a, b, c, d, e, f, g, h};
    for (int index = 0; index < expected.length; index++) {
      assertThat((double) values[index / 4 * width + index % 4])
          .as("feature %d of image %d", index % 4, index / 4)
          .isCloseTo(expected[index], within(1e-4));
    }
  }

  /**
   * The expected gradients are torchvision's in double precision: of the sum of the squares of the
   * first class's outputs for four images, in training.
   */
  @Test
  void trainingEverythingHasTorchvisionsGradients() {
    Block network = created(Architecture.RESNET_50, Trained.ALL);
    parameter(network, "output_weight")
        .getArray()
        .set(WeightsFiles.numbers("fc.weight", CLASSES, 2048));
    parameter(network, "output_bias").getArray().set(WeightsFiles.numbers("fc.bias", CLASSES));
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray outputs = forward(network, images(4), true);
      collector.backward(outputs.get(":, 0").square().sum());
    }
    Map<String, double[]> expected =
        Map.of(
            "backbone_conv1_Convolution_weight",
            new double[] {30.593627, -43.237584, 19.866423, 17.463652},
            "backbone_layer1_block1_Projection_Convolution_weight",
            new double[] {-4.548968, -1.981973, 1.853003, -5.363727},
            "backbone_layer2_block1_Second_Convolution_weight",
            new double[] {2.563440, 0.479426, -2.905280, 1.814411},
            "backbone_layer4_block3_Third_Normalisation_beta",
            new double[] {-0.241702, -0.270159, 0.297749, -0.162844},
            "output_weight",
            new double[] {3.990894, 5.546765, 5.304544, 4.303427});
    expected.forEach(
        (name, values) -> {
          float[] gradient = parameter(network, name).getArray().getGradient().toFloatArray();
          double largest = 0;
          for (float value : gradient) {
            largest = Math.max(largest, Math.abs(value));
          }
          for (int index = 0; index < values.length; index++) {
            assertThat((double) gradient[index])
                .as("%s[%d]", name, index)
                .isCloseTo(values[index], within(0.01 * largest));
          }
        });
  }

  @Test
  void aFrozenBackboneGetsNoGradientAndKeepsItsStatistics() {
    Block network = created(Architecture.RESNET_18, Trained.HEAD);
    List<float[]> before = values(network);
    float[] outside = forward(network, images(2), false).toFloatArray();
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray outputs = forward(network, images(2), true);
      assertThat(outputs.toFloatArray()).containsExactly(outside, within(1e-5f));
      collector.backward(outputs.square().sum());
    }
    List<float[]> after = values(network);
    for (int index = 0; index < before.size(); index++) {
      assertThat(Arrays.equals(after.get(index), before.get(index))).isTrue();
    }
    network
        .getParameters()
        .forEach(
            entry -> {
              boolean head = entry.getKey().contains("output");
              NDArray array = entry.getValue().getArray();
              assertThat(entry.getValue().requiresGradient()).as(entry.getKey()).isEqualTo(head);
              assertThat(array.hasGradient()).as(entry.getKey()).isEqualTo(head);
            });
    assertThat(parameter(network, "output_weight").getArray().getGradient().abs().sum().getFloat())
        .isPositive();
  }

  @Test
  void trainingEverythingFollowsTheStatistics() {
    Block network = created(Architecture.RESNET_18, Trained.ALL);
    String name = "backbone_conv1_Normalisation_runningMean";
    float[] before = parameter(network, name).getArray().toFloatArray();
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(forward(network, images(2), true).sum());
    }
    assertThat(parameter(network, name).getArray().toFloatArray()).isNotEqualTo(before);
  }

  @Test
  void gradientsReachAnImageThroughAFrozenBackbone() {
    Block network = created(Architecture.VGG_16, Trained.HEAD);
    NDArray images = images(1);
    images.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(features(network, images).square().sum());
    }
    assertThat(images.getGradient().abs().sum().getFloat()).isPositive();
  }

  @Test
  void aSavedNetworkNeedsTheWeightsFileNoMore() throws IOException {
    Pretrained model = model(Architecture.RESNET_18, Trained.HEAD);
    TestServices services = new TestServices(folder, spec -> model);
    DatasetContents contents =
        new DatasetContents(
            List.of("a", "b", "c"), List.of(new LabelledImage("a/1", 0)), SIDE, SIDE, "test");
    float[] before;
    TrainedModel saved;
    try (Network network =
        services.networks().create(TestServices.reference("pretrained", model), contents)) {
      before = network.forward(new NDList(images(1)), false).head().toFloatArray();
      saved = network.save(folder.resolve("model"));
    }
    Files.delete(file(Architecture.RESNET_18));
    try (Network opened = services.networks().open(saved)) {
      assertThat(opened.forward(new NDList(images(1)), false).head().toFloatArray())
          .containsExactly(before);
    }
  }

  @Test
  void withoutTheFileItSaysHowToGetIt() {
    Pretrained model = new Pretrained(settings(Architecture.RESNET_34, Trained.HEAD));
    Block network = model.network(new Shape(3, SIDE, SIDE), CLASSES);
    assertThatThrownBy(
            () -> network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, SIDE, SIDE)))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e)
                  .hasMessage(
                      "there is no weights file %s".formatted(file(Architecture.RESNET_34)));
              assertThat(e.remedy())
                  .isEqualTo(
                      "get the weights of a resnet-34, for example by 'curl -L -o resnet-34.safetensors"
                          + " https://huggingface.co/timm/resnet34.tv_in1k/resolve/main/model.safetensors',"
                          + " and set weights to that file; or choose the architecture that the file is of."
                          + " What else fits is in docs/write-a-pipeline.md, 'Start from a pretrained network'");
            });
  }

  @Test
  void weightsOfAnotherArchitectureAreRefused() {
    WeightsFiles.write(file(Architecture.RESNET_34), Architecture.RESNET_18.backbone().stored());
    Block network =
        new Pretrained(settings(Architecture.RESNET_34, Trained.HEAD))
            .network(new Shape(3, SIDE, SIDE), CLASSES);
    assertThatThrownBy(
            () -> network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, SIDE, SIDE)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the weights file %s cannot be used: it does not hold the weights of a resnet-34: it lacks 80 of 180 arrays (layer1.2.conv1.weight, layer1.2.bn1.weight, layer1.2.bn1.bias, …)"
                .formatted(file(Architecture.RESNET_34)));
  }

  @Test
  void imagesThatAPlainNetworkHalvesToNothingAreRefused() {
    Pretrained model = new Pretrained(settings(Architecture.VGG_16, Trained.HEAD));
    assertThatThrownBy(() -> model.network(new Shape(3, 31, 64), CLASSES))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "a vgg-16 cannot take images of 64 x 31 pixels: it halves them until nothing is left");
  }

  private Path file(Architecture architecture) {
    return folder.resolve(architecture.key() + ".safetensors");
  }

  private Pretrained.Settings settings(Architecture architecture, Trained trained) {
    return new Pretrained.Settings(
        architecture, Optional.of(file(architecture)), Optional.empty(), trained, 0);
  }

  private Pretrained model(Architecture architecture, Trained trained) {
    WeightsFiles.write(file(architecture), architecture.backbone().stored());
    return new Pretrained(settings(architecture, trained));
  }

  private Block created(Architecture architecture, Trained trained) {
    Block network = model(architecture, trained).network(new Shape(3, SIDE, SIDE), CLASSES);
    network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, SIDE, SIDE));
    return network;
  }

  private NDArray forward(Block network, NDArray images, boolean training) {
    return network
        .forward(new ParameterStore(manager, false), new NDList(images), training)
        .singletonOrThrow();
  }

  private static List<float[]> values(Block network) {
    return network.getParameters().values().stream()
        .map(parameter -> parameter.getArray().toFloatArray())
        .toList();
  }

  private static Parameter parameter(Block network, String name) {
    return network.getParameters().stream()
        .filter(entry -> entry.getKey().replaceAll("(^|_)\\d+", "$1").equals(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private NDArray features(Block network, NDArray images) {
    NDList current = new NDList(images);
    for (Block layer : network.getChildren().values().subList(0, 3)) {
      current = layer.forward(new ParameterStore(manager, false), current, false);
    }
    return current.singletonOrThrow();
  }

  private NDArray images(int count) {
    float[] pixels = new float[count * 3 * SIDE * SIDE];
    for (int index = 0; index < pixels.length; index++) {
      pixels[index] = index * 40_503L % 65_536 / 65_536f;
    }
    return manager.create(pixels, new Shape(count, 3, SIDE, SIDE));
  }
}

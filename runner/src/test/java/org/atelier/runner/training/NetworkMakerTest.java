package org.atelier.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Encoder;
import org.atelier.api.Model;
import org.atelier.api.ModelManifest;
import org.atelier.api.Reference;
import org.atelier.api.Resize;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.service.Network;
import org.atelier.runner.plugin.ContractException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
@Timeout(60)
class NetworkMakerTest {
  @TempDir private Path folder;

  private final ProcessorCompute compute = new ProcessorCompute();
  private final SeededStreams streams = new SeededStreams(1, "stages.classify");
  private final SmallImages images = new SmallImages(6, 3, 8, 8);
  private final NetworkMaker networks =
      new NetworkMaker(
          compute, streams, spec -> new SmallNetwork((Integer) spec.settings().get("hidden")));

  @Test
  void theStagesStreamsGiveTheInitialParameters() {
    try (Network first = create();
        Network second = create();
        Network other =
            new NetworkMaker(compute, new SeededStreams(2, "stages.classify"), spec -> null)
                .create(SmallNetwork.reference(), images.contents())) {
      assertThat(weights(second)).containsExactly(weights(first));
      assertThat(weights(other)).isNotEqualTo(weights(first));
    }
  }

  @Test
  void aModelThatMakesNoNetworkIsAtFault() {
    Model none = (image, classes) -> null;
    Reference<Model> reference = Reference.to("none", SmallNetwork.SPEC, none);
    assertThatThrownBy(() -> networks.create(reference, images.contents()))
        .isInstanceOf(ContractException.class)
        .hasMessage("makes no network but null")
        .extracting(thrown -> ((ContractException) thrown).component())
        .isEqualTo(Optional.of(none.getClass()));
  }

  @Test
  void aNetworkWhoseParametersDependOnTheSizeTakesNoOther() {
    try (Network network = create()) {
      assertThat(network.takes(8, 8)).isTrue();
      assertThat(network.takes(8, 9)).isFalse();
    }
  }

  @Test
  void aNetworkWhoseParametersDoNotDependOnTheSizeTakesAnyOther() {
    Reference<Model> anySize =
        Reference.to(
            "any-size",
            SmallNetwork.SPEC,
            (image, classes) ->
                new SequentialBlock()
                    .add(
                        Conv2d.builder()
                            .setFilters(classes)
                            .setKernelShape(new Shape(3, 3))
                            .build())
                    .add(Pool.globalAvgPool2dBlock()));
    try (Network network = networks.create(anySize, images.contents())) {
      assertThat(network.takes(5, 21)).isTrue();
    }
  }

  @Test
  void aNetworkMayBeGivenMoreThanAnImage() throws IOException {
    TrainedModel saved;
    try (Network network = networks.create(SmallNetwork.reference(), images.contents(), 6)) {
      saved = network.save(folder);
    }
    assertThat(saved.manifest().channels()).isEqualTo(6);
    try (Network opened = networks.open(saved);
        NDManager manager = compute.newManager()) {
      NDArray stacked = manager.ones(new Shape(2, 6, 8, 8));
      assertThat(opened.forward(new NDList(stacked), false).singletonOrThrow().getShape())
          .isEqualTo(new Shape(2, 3));
    }
  }

  @Test
  void aNetworkSaysWhatItIs() {
    try (Network network = create()) {
      assertThat(network.manifest())
          .isEqualTo(
              new ModelManifest(
                  SmallNetwork.SPEC,
                  3,
                  8,
                  8,
                  Resize.PAD,
                  ModelManifest.Normalisation.UNIT,
                  List.of("class-0", "class-1", "class-2"),
                  ""));
    }
  }

  @Test
  void aSavedNetworkGivesTheSameOutputs() throws IOException {
    float[] before;
    TrainedModel saved;
    try (Network network = create()) {
      before = outputs(network);
      saved = network.save(folder);
    }
    assertThat(saved.folder()).isEqualTo(folder);
    try (Network opened = networks.open(saved)) {
      assertThat(outputs(opened)).containsExactly(before);
      assertThat(opened.manifest()).isEqualTo(saved.manifest());
      assertThat(opened.save(folder.resolve("again")).manifest()).isEqualTo(saved.manifest());
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("model.json", "parameters.params", "again");
    }
  }

  @Test
  void theCodeOfASequenceIsTheInputOfItsLastLayerWithParameters() {
    try (Network network = create();
        NDManager manager = compute.newManager()) {
      NDArray images = manager.ones(new Shape(2, 3, 8, 8)).mul(0.3);
      NDArray code = network.encode(images);
      NDArray logits = network.layers().forward(new NDList(code), 6, 7).singletonOrThrow();

      assertThat(code.getShape()).isEqualTo(new Shape(2, 6));
      assertThat(logits.toFloatArray())
          .containsExactly(
              network.forward(new NDList(images), false).singletonOrThrow().toFloatArray());
    }
  }

  @Test
  void theCodeOfAnEncoderIsWhatItSays() {
    try (NDManager manager = compute.newManager();
        Network network =
            new EngineNetwork(
                manifest("own-code"),
                image -> new OwnCode(),
                new OwnCode(),
                compute.newManager())) {
      assertThat(network.encode(manager.ones(new Shape(2, 3, 8, 8))).toFloatArray())
          .containsExactly(7f, 7f);
    }
  }

  @Test
  void aNetworkWithoutLayersHasNoCode() {
    try (NDManager manager = compute.newManager();
        Network network =
            new EngineNetwork(
                manifest("one-layer"),
                image -> Linear.builder().setUnits(3).build(),
                Linear.builder().setUnits(3).build(),
                compute.newManager())) {
      NDArray images = manager.ones(new Shape(2, 3, 8, 8));
      assertThatThrownBy(() -> network.encode(images))
          .isInstanceOf(UserException.class)
          .hasMessage(
              "a network of model 'one-layer' has no code: it has no layers before its last one"
                  + " with parameters")
          .extracting(thrown -> ((UserException) thrown).remedy())
          .isEqualTo("use an autoencoder, or a model that is a sequence of layers");
    }
  }

  private static ModelManifest manifest(String type) {
    return new ModelManifest(
        new ComponentSpec(type, Map.of()),
        3,
        8,
        8,
        Resize.STRETCH,
        ModelManifest.Normalisation.UNIT,
        List.of("class-0"),
        "");
  }

  /** A network whose code is the number seven. */
  private static final class OwnCode extends LambdaBlock implements Encoder {
    OwnCode() {
      super(inputs -> inputs);
    }

    @Override
    public NDArray encode(ParameterStore parameters, NDArray images) {
      return images.getManager().ones(new Shape(images.size(0), 1)).mul(7);
    }
  }

  @Test
  void theManifestIsReadableByPeople() throws IOException {
    save();
    assertThat(Files.readString(folder.resolve("model.json")))
        .startsWith("{\n  \"formatVersion\": 2,\n  \"manifest\": {\n    \"model\": {\n")
        .contains("\"classNames\": [\n      \"class-0\",\n");
  }

  @Test
  void damagedFoldersAreNamedWithTheCause() throws IOException {
    TrainedModel saved = save();
    Path parameters = folder.resolve("parameters.params");
    Path manifest = folder.resolve("model.json");
    byte[] whole = Files.readAllBytes(parameters);
    String description = Files.readString(manifest);

    Files.write(parameters, Arrays.copyOf(whole, whole.length - 1));
    refused(saved)
        .hasMessage(
            "the trained model in %s cannot be used: parameters.params is not the file that was"
                    .formatted(folder)
                + " written with model.json (its SHA-256 is another)")
        .extracting(thrown -> ((UserException) thrown).remedy())
        .isEqualTo("run the stage that trains it again, or restore the folder from a copy");

    Files.delete(parameters);
    refused(saved).hasMessageEndingWith("cannot be used: it has no parameters.params");
    Files.write(parameters, whole);

    Files.writeString(manifest, description.substring(0, 100));
    refused(saved).hasMessageContaining("cannot be used: model.json is not understood: ");

    Files.writeString(manifest, "null");
    refused(saved).hasMessageContaining(" has format version none, but ");

    Files.writeString(manifest, description.replace("\"channels\"", "\"hue\": 1, \"channels\""));
    refused(saved).hasMessageContaining("Unrecognized field \"hue\"");

    Files.writeString(
        manifest, description.replace("\"formatVersion\": 2", "\"formatVersion\": 1"));
    refused(saved)
        .hasMessage(
            "%s has format version 1, but this version of Atelier reads version 2"
                .formatted(manifest))
        .extracting(thrown -> ((UserException) thrown).remedy())
        .isEqualTo("open it with the version of Atelier that wrote it, or train the model again");

    Files.writeString(manifest, description.replace("\"resize\": \"PAD\",", ""));
    refused(saved).hasMessageContaining("cannot be used: model.json is not understood: ");

    Files.writeString(manifest, description.replace("\"height\": 8", "\"height\": 2000000000"));
    refused(saved)
        .hasMessageEndingWith(
            "model.json asks for images of 3 x 2000000000 x 8 and for 3 classes, more than there"
                + " can be");

    Files.writeString(
        manifest, description.replaceAll("(?s)\"classNames\": \\[.*?]", "\"classNames\": []"));
    refused(saved).hasMessageEndingWith("cannot be used: model.json names no classes");

    Files.writeString(manifest, description.replace("class-1", "class-0"));
    refused(saved).hasMessageEndingWith("model.json names the class 'class-0' twice");

    Files.writeString(manifest, description.replaceAll("\"scale\": [0-9.]+", "\"scale\": 2"));
    refused(saved)
        .hasMessageEndingWith(
            "model.json asks for pixels times 2.0, where networks are given pixels times"
                + " 0.00392156862745098");

    Files.delete(manifest);
    refused(saved).hasMessageEndingWith("cannot be used: it has no model.json");
  }

  @Test
  void parametersOfAnotherNetworkAreRefused() throws IOException {
    save();
    refused(manifest(new ComponentSpec("small-network", java.util.Map.of("hidden", 5)), 8))
        .hasMessageEndingWith(
            "parameters.params holds the parameters of another network, or only a part of them"
                + " (after array 6)");
  }

  @Test
  void aManifestCannotAskForMoreMemoryThanTheParametersHave() throws IOException {
    save();
    refused(manifest(SmallNetwork.SPEC, 4000))
        .hasMessageEndingWith("its model has more parameters than parameters.params holds");
  }

  @Test
  void hostileSizesInTheParametersAreRefusedBeforeMemoryIsTaken() throws IOException {
    save();
    Path parameters = folder.resolve("parameters.params");
    byte[] bytes = Files.readAllBytes(parameters);
    // The number of the first block's input shapes: DJL would make an array of that length.
    bytes[1] = 0x7f;
    Files.write(parameters, bytes);
    refused(manifest(SmallNetwork.SPEC, 8)).hasMessageEndingWith("(after array 0)");

    bytes[1] = 0;
    Files.write(parameters, Arrays.copyOf(bytes, bytes.length + 1));
    refused(manifest(SmallNetwork.SPEC, 8)).hasMessageContaining("parameters of another network");

    Files.write(parameters, Arrays.copyOf(bytes, bytes.length - 3));
    refused(manifest(SmallNetwork.SPEC, 8)).hasMessageContaining("parameters of another network");
  }

  @Test
  void aModelThatWasTrainedAnewIsNotTakenForTheOldOne() throws IOException {
    TrainedModel first = save();
    try (Network other =
        new NetworkMaker(compute, new SeededStreams(2, "stages.classify"), spec -> null)
            .create(SmallNetwork.reference(), images.contents())) {
      other.save(folder);
    }
    refused(first)
        .hasMessageEndingWith(
            "cannot be used: it was written anew since the stage that trains it ended");
  }

  @Test
  void aMissingPluginAndUnknownSettingsAreToldApart() throws IOException {
    TrainedModel saved = save();
    NetworkMaker without =
        new NetworkMaker(
            compute,
            streams,
            spec -> {
              throw new UserException("no plugin offers '" + spec.type() + "'", "install it");
            });
    assertThatThrownBy(() -> without.open(saved))
        .isInstanceOf(UserException.class)
        .hasMessage("no plugin offers 'small-network'");
    NetworkMaker other =
        new NetworkMaker(
            compute,
            streams,
            spec -> {
              throw new IllegalArgumentException("hidden: unknown setting");
            });
    assertThatThrownBy(() -> other.open(saved))
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith(
            "cannot be used: the settings of its model 'small-network' are not understood: hidden:"
                + " unknown setting");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(TrainedModel model) {
    return assertThatThrownBy(() -> networks.open(model)).isInstanceOf(UserException.class);
  }

  /** Writes a manifest with the right digest for the parameters that are there. */
  private TrainedModel manifest(ComponentSpec model, int size) throws IOException {
    var digest = Sha256.digest();
    String sha256 =
        HexFormat.of()
            .formatHex(digest.digest(Files.readAllBytes(folder.resolve("parameters.params"))));
    ModelManifest manifest =
        new ModelManifest(
            model,
            3,
            size,
            size,
            Resize.PAD,
            ModelManifest.Normalisation.UNIT,
            images.contents().classNames(),
            sha256);
    String json =
        """
        {"formatVersion": 2, "manifest": {"model": {"type": "small-network",
        "settings": {"hidden": %s}}, "channels": 3, "height": %d, "width": %d,
        "resize": "PAD", "normalisation": {"scale": 0.00392156862745098},
        "classNames": ["class-0", "class-1", "class-2"], "parametersSha256": "%s"}}
        """
            .formatted(model.settings().get("hidden"), size, size, sha256);
    Files.write(folder.resolve("model.json"), json.getBytes(StandardCharsets.UTF_8));
    return new TrainedModel(folder, manifest);
  }

  private TrainedModel save() throws IOException {
    try (Network network = create()) {
      return network.save(folder);
    }
  }

  private Network create() {
    return networks.create(SmallNetwork.reference(), images.contents());
  }

  private static float[] weights(Network network) {
    Parameter last = network.block().getParameters().values().get(0);
    return last.getArray().toFloatArray();
  }

  private float[] outputs(Network network) {
    try (NDManager manager = compute.newManager()) {
      NDArray input =
          manager
              .arange(2 * 3 * 8 * 8)
              .toType(ai.djl.ndarray.types.DataType.FLOAT32, false)
              .div(384)
              .reshape(new Shape(2, 3, 8, 8));
      return network.forward(new NDList(input), false).singletonOrThrow().toFloatArray();
    }
  }
}

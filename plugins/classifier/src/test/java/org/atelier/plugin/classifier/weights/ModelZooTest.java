package org.atelier.plugin.classifier.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.repository.Repository;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.atelier.api.UserException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelZooTest {
  private static final String CACHE = "DJL_CACHE_DIR";
  private static final String ADDRESS = "djl://ai.djl.pytorch/resnet/0.0.1/traced_resnet18";

  @TempDir Path folder;

  @BeforeEach
  void keepTheCacheHere() {
    System.setProperty(CACHE, folder.resolve("cache").toString());
  }

  @AfterEach
  void restoreTheCache() {
    System.clearProperty(CACHE);
  }

  @Test
  void readsTheArraysOfATracedNetworkFromAZoo() throws IOException {
    publish("traced_resnet18.pt", archive(structure(), 1));
    TensorSource source = zoo().open(ADDRESS, "mend it");
    // 20 convolutions with normalisations of 6 arrays together, and a linear layer of 2
    assertThat(source.tensors()).hasSize(20 * 6 + 2);
    assertThat(source.tensors().get("conv1.weight"))
        .isEqualTo(new StoredTensor("F32", new Shape(64, 3, 7, 7), 0, 4 * 9408));
    assertThat(source.tensors().get("layer4.1.bn2.running_var").shape()).isEqualTo(new Shape(512));
    assertThat(source.tensors()).containsKeys("layer2.0.downsample.0.weight", "fc.bias");
    assertThat(source.read("bn1.running_mean", ElementType.F32))
        .hasSize(64)
        .startsWith(3f, 3.5f, 4f);
  }

  @Test
  void readsASafetensorsFileFromAZoo() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    WeightsFiles.write(
        file,
        List.of(
            new StoredParameter(
                "a.weight",
                new Shape(2, 3),
                Parameter.builder().setName("a").setType(Parameter.Type.WEIGHT).build())));
    publish("model.safetensors", Files.readAllBytes(file));
    assertThat(zoo().open(ADDRESS, "mend it").read("a.weight", ElementType.F32))
        .containsExactly(WeightsFiles.numbers("a.weight", 2, 3));
  }

  @Test
  void namesTheModelsThatTheZooHas() throws IOException {
    publish("traced_resnet18.pt", new byte[0]);
    assertRefused(
        "djl://ai.djl.pytorch/resnet/0.0.1/traced_resnet19",
        "the model zoo has no djl://ai.djl.pytorch/resnet/0.0.1/traced_resnet19; of"
            + " ai.djl.pytorch/resnet it has: traced_resnet18");
    assertRefused(
        "djl://ai.djl.pytorch/squeezenet/0.0.1/traced",
        "the model djl://ai.djl.pytorch/squeezenet/0.0.1/traced cannot be fetched: the zoo does not"
            + " have it");
  }

  @Test
  void saysWhenTheZooCannotBeReached() {
    // nothing listens at port 1
    ModelZoo zoo = new ModelZoo(Repository.newInstance("test", "http://127.0.0.1:1/"));
    assertThatThrownBy(() -> zoo.open(ADDRESS, "mend it"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("the model %s cannot be fetched: Connection".formatted(ADDRESS));
    assertThat(ModelZoo.published()).isNotNull();
  }

  @Test
  void saysWhatAModelHoldsThatCannotBeRead() throws IOException {
    publish("resnet18-symbol.json", new byte[0]);
    assertRefused(
        ADDRESS,
        "the model "
            + ADDRESS
            + " has neither a TorchScript archive (.pt) nor a .safetensors file, but"
            + " resnet18-symbol.json");
  }

  @Test
  void refusesAnArchiveWhoseStructureIsCutAnywhere() throws IOException {
    byte[] whole = structure();
    Path file = folder.resolve("cut.pt");
    for (int length = 0; length < whole.length; length += 97) {
      Files.write(file, archive(Arrays.copyOf(whole, length), 0));
      assertThatThrownBy(() -> TorchArchive.open(file, "mend it"))
          .as("cut after %d bytes", length)
          .isInstanceOf(UserException.class)
          .hasMessage("the zoo's model cut.pt cannot be used: its data.pkl is not whole");
    }
  }

  @Test
  void refusesAnArchiveThatLacksTheBytesOfAnArray() throws IOException {
    Path file = Files.write(folder.resolve("a.pt"), archive(structure(), 0));
    TorchArchive archive = TorchArchive.open(file, "mend it");
    assertThatThrownBy(() -> archive.read("bn1.running_mean", ElementType.F32))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the zoo's model a.pt cannot be used: the bytes of 'bn1.running_mean' are missing");
    Files.write(file, archive(structure(), -1));
    assertThatThrownBy(() -> archive.read("bn1.running_mean", ElementType.F32))
        .isInstanceOf(UserException.class)
        .hasMessage("the zoo's model a.pt cannot be used: 'bn1.running_mean' is not whole");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8002 52 2e | its pickle is damaged",
        "8002 74 2e | its pickle is damaged",
        "8002 68 05 2e | its pickle is damaged",
        "8002 58 ffffff7f 61 2e | its data.pkl is not whole",
        "8002 58 ffffffff 61 2e | its pickle is damaged",
        "8002 7d 4b01 4b02 73 2e | its pickle has a key that is no text",
        "8002 ff 2e | its pickle has the unknown code 255"
      })
  void refusesAHostilePickle(String hexadecimal, String how) throws IOException {
    byte[] pickle = HexFormat.of().parseHex(hexadecimal.replace(" ", ""));
    Path file = Files.write(folder.resolve("a.pt"), archive(pickle, 0));
    assertThatThrownBy(() -> TorchArchive.open(file, "mend it"))
        .isInstanceOf(UserException.class)
        .hasMessage("the zoo's model a.pt cannot be used: " + how);
  }

  @Test
  void callsNothingThatAPickleWantsToBeCalled() throws IOException {
    // cos\nsystem\n, X 'x', a tuple of it, R: os.system('x')
    Object value =
        Pickle.read(
            new ByteArrayInputStream(
                HexFormat.of().parseHex("8002636f730a73797374656d0a58010000007885522e")));
    assertThat(value)
        .isEqualTo(new Pickle.Call(new Pickle.Global("os", "system"), List.of("x"), Map.of()));
  }

  @Test
  void refusesPartsWithinPartsWithoutEnd() throws IOException {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    int depth = 50_000;
    for (int level = 0; level < depth; level++) {
      pickle.write('}');
      pickle.write(new byte[] {'X', 1, 0, 0, 0, 'a'});
    }
    pickle.write('N');
    for (int level = 0; level < depth; level++) {
      pickle.write('s');
    }
    pickle.write('.');
    Path file = Files.write(folder.resolve("a.pt"), archive(pickle.toByteArray(), 0));
    assertThatThrownBy(() -> TorchArchive.open(file, "mend it"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the zoo's model a.pt cannot be used: its parts are nested more deeply than those of"
                + " any network");
  }

  @Test
  void refusesWhatIsNoArchive() throws IOException {
    Path file = Files.write(folder.resolve("a.pt"), "no zip".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> TorchArchive.open(file, "mend it"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("the zoo's model a.pt cannot be used: ");
  }

  private void assertRefused(String address, String message) {
    assertThatThrownBy(() -> zoo().open(address, "mend it"))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e).hasMessage(message);
              assertThat(e.remedy()).isEqualTo("mend it");
            });
  }

  private ModelZoo zoo() {
    return new ModelZoo(Repository.newInstance("test", folder.resolve("zoo")));
  }

  /** Publishes one file as the model, in the layout of DJL's repositories. */
  private void publish(String file, byte[] content) throws IOException {
    Path family =
        Files.createDirectories(
            folder.resolve("zoo/model/cv/image_classification/ai/djl/pytorch/resnet"));
    Files.createDirectories(family.resolve("0.0.1"));
    Files.write(family.resolve("0.0.1").resolve(file), content);
    Files.writeString(
        family.resolve("metadata.json"),
        """
        {"metadataVersion": "0.2", "resourceType": "model", "application": "cv/image_classification",
         "groupId": "ai.djl.pytorch", "artifactId": "resnet", "name": "test",
         "artifacts": [{"version": "0.0.1", "name": "traced_resnet18", "properties": {},
           "files": {"model": {"uri": "0.0.1/%1$s", "name": "%1$s", "extension": "bin"}}}]}
        """
            .formatted(file));
  }

  /** What torch.jit.trace and save of torchvision's resnet18 wrote (PyTorch 1.13). */
  private static byte[] structure() throws IOException {
    try (InputStream in = ModelZooTest.class.getResourceAsStream("traced-resnet-18.pkl")) {
      return in.readAllBytes();
    }
  }

  /**
   * Returns an archive with a pickle, and with the bytes of the fourth array, which counts up from
   * 3 by halves.
   *
   * @param whole 1 for all bytes, -1 for half of them, 0 for none
   */
  private static byte[] archive(byte[] pickle, int whole) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      write(zip, "traced_resnet18/data.pkl", pickle);
      ByteBuffer numbers = ByteBuffer.allocate(4 * 64).order(ByteOrder.LITTLE_ENDIAN);
      for (int index = 0; index < 64; index++) {
        numbers.putFloat(3 + index / 2f);
      }
      if (whole != 0) {
        int length = whole > 0 ? 4 * 64 : 4 * 32;
        write(zip, "traced_resnet18/data/3", Arrays.copyOf(numbers.array(), length));
      }
    }
    return bytes.toByteArray();
  }

  private static void write(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}

package org.atelier.plugin.classifier.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import org.atelier.api.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {
  @TempDir Path folder;

  @Test
  void readsWhatTheHeaderSays() throws IOException {
    Path file =
        write(
            """
            {"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[2,1],"data_offsets":[8,16]},\
            "count":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}   \
            """,
            16,
            bytes -> bytes.putLong(7).putFloat(1.5f).putFloat(-2));
    SafetensorsFile opened = SafetensorsFile.open(file, "mend it");
    assertThat(opened.tensors())
        .containsOnly(
            Map.entry("b", new StoredTensor("F32", new Shape(2, 1), 8, 16)),
            Map.entry("count", new StoredTensor("I64", new Shape(), 0, 8)));
    assertThat(opened.read("b", ElementType.F32)).containsExactly(1.5f, -2f);
  }

  @Test
  void readsHalfPrecision() throws IOException {
    Path file =
        write(
            """
            {"a":{"dtype":"F16","shape":[6],"data_offsets":[0,12]}}""",
            12,
            bytes ->
                bytes
                    .putShort((short) 0x3c00)
                    .putShort((short) 0xc000)
                    .putShort((short) 0x7bff)
                    .putShort((short) 0x0001)
                    .putShort((short) 0x8000)
                    .putShort((short) 0x3555));
    assertThat(SafetensorsFile.open(file, "mend it").read("a", ElementType.F16))
        .containsExactly(1f, -2f, 65504f, 0x1p-24f, -0f, 1365 / 4096f);
  }

  @Test
  void readsBrainFloats() throws IOException {
    Path file =
        write(
            """
            {"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}""",
            4,
            bytes -> bytes.putShort((short) 0x3f80).putShort((short) 0xc049));
    assertThat(SafetensorsFile.open(file, "mend it").read("a", ElementType.BF16))
        .containsExactly(1f, -3.140625f);
  }

  @Test
  void readsMoreThanAChunk() throws IOException {
    int count = 40_000;
    Path file =
        write(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
                .formatted(count, 4 * count),
            4 * count,
            bytes -> {
              for (int index = 0; index < count; index++) {
                bytes.putFloat(index);
              }
            });
    float[] numbers = SafetensorsFile.open(file, "mend it").read("a", ElementType.F32);
    assertThat(numbers).hasSize(count);
    for (int index = 0; index < count; index++) {
      assertThat(numbers[index]).isEqualTo(index);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}} | 'a' should end at byte 16 of its data, but there are only 8: it is not whole",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | 'a' has 8 bytes, but F32 (3) takes 12",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 4 bytes at its end belong to no array",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | 'a' begins at byte 4 of its data, where byte 0 was expected",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | 'b' begins at byte 4 of its data, where byte 8 was expected",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}} | 'a' would be larger than any file",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}} | a size or an offset of 'a' is not a whole number below 2^63",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1e3],\"data_offsets\":[0,8]}} | a size or an offset of 'a' is not a whole number below 2^63",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}} | a size or an offset of 'a' is negative",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}} | 'a' ends before it begins",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1,1,2],\"data_offsets\":[0,8]}} | 'a' has more than 8 dimensions",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | its header has 'a' twice",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"code\":1}} | its header has an unknown key in 'a'",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}} | its header lacks dtype, shape or data_offsets of 'a'",
        "{\"a\":[1,2]} | its header is not the JSON of a safetensors file",
        "{\"a\":{\"dtype\":\"F32\", | its header is not the JSON of a safetensors file",
        "[] | its header is not the JSON of a safetensors file",
        "{} {} | its header is not the JSON of a safetensors file"
      })
  void refusesAHeaderThatDoesNotFitTheFile(String header, String how) throws IOException {
    Path file = write(header, 8, bytes -> bytes.putFloat(1).putFloat(2));
    assertThatThrownBy(() -> SafetensorsFile.open(file, "mend it"))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e)
                  .hasMessage("the weights file %s cannot be used: %s".formatted(file, how));
              assertThat(e.remedy()).isEqualTo("mend it");
            });
  }

  @Test
  void refusesAHeaderNestedWithoutEnd() throws IOException {
    Path file = write("{\"__metadata__\":" + "[".repeat(100_000), 0, bytes -> {});
    assertThatThrownBy(() -> SafetensorsFile.open(file, "mend it"))
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith("its header is not the JSON of a safetensors file");
  }

  @Test
  void refusesAHeaderLongerThanTheFileBeforeItTakesMemory() throws IOException {
    assertRefused(
        start(1 << 20), "its header should have 1048576 bytes, but only 8 follow: it is not whole");
    assertRefused(start(Long.MAX_VALUE), "it does not begin as a safetensors file does");
    assertRefused(start(-1), "it does not begin as a safetensors file does");
  }

  @Test
  void refusesAFileCutAnywhere() throws IOException {
    byte[] whole =
        Files.readAllBytes(
            write(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                8,
                bytes -> bytes.putFloat(1).putFloat(2)));
    Path file = folder.resolve("cut.safetensors");
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> SafetensorsFile.open(file, "mend it"))
          .as("cut after %d bytes", length)
          .isInstanceOf(UserException.class);
    }
  }

  @Test
  void refusesAFileThatBecomesShorter() throws IOException {
    Path file =
        write(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
            8,
            bytes -> bytes.putFloat(1).putFloat(2));
    SafetensorsFile opened = SafetensorsFile.open(file, "mend it");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> opened.read("a", ElementType.F32))
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith("cannot be used: it became shorter while it was read");
  }

  @Test
  void refusesWhatIsNoNumber() throws IOException {
    Path file =
        write(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
            8,
            bytes -> bytes.putFloat(1).putFloat(Float.NaN));
    assertThatThrownBy(() -> SafetensorsFile.open(file, "mend it").read("a", ElementType.F32))
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith("cannot be used: 'a' holds NaN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "80028a0a6cfc9c46f9 | it is a PyTorch file (pickle), which can run any program when it is opened",
        "504b030400000808 | it is a PyTorch file (pickle), which can run any program when it is opened",
        "894844460d0a1a0a | it is an HDF5 file",
        "934e554d50590100 | it is a NumPy file",
        "76657273696f6e2068747470 | it is only a pointer to a file in Git LFS, which is still to be downloaded",
        "3c21444f43545950 | it is a web page, not a file of weights",
        "0000000000 | it has only 5 bytes",
        "2020202020202020 | it does not begin as a safetensors file does"
      })
  void saysWhatAnotherFileIs(String hexadecimal, String how) throws IOException {
    assertRefused(HexFormat.of().parseHex(hexadecimal), how);
  }

  @Test
  void aHeaderThatIsAsLongAsAPickleIsLabelledIsRead() throws IOException {
    // 640 is 80 02 in little-endian
    String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}";
    Path file = write(header + " ".repeat(640 - header.length()), 0, bytes -> {});
    assertThat(SafetensorsFile.open(file, "mend it").read("a", ElementType.F32)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.pt", "weights.PTH", "pytorch_model.bin", "a.ckpt"})
  void knowsAPickleByItsName(String name) {
    assertThat(FileKind.named(name)).isEqualTo(FileKind.PICKLE);
    assertThat(FileKind.named(name + ".safetensors")).isEqualTo(FileKind.UNKNOWN);
  }

  @Test
  void followsALinkButRefusesAFolderAndALinkToNothing() throws IOException {
    Path file = write("{}", 0, bytes -> {});
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThat(SafetensorsFile.open(link, "mend it").tensors()).isEmpty();
    assertThatThrownBy(() -> SafetensorsFile.open(folder, "mend it"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the weights file %s cannot be used: it is not a file of bytes".formatted(folder));
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("none"));
    assertThatThrownBy(() -> SafetensorsFile.open(dangling, "mend it"))
        .isInstanceOf(UserException.class)
        .hasMessage("there is no weights file %s".formatted(dangling));
  }

  private void assertRefused(byte[] bytes, String how) throws IOException {
    Path file = folder.resolve("file.safetensors");
    Files.write(file, bytes);
    assertThatThrownBy(() -> SafetensorsFile.open(file, "mend it"))
        .isInstanceOf(UserException.class)
        .hasMessage("the weights file %s cannot be used: %s".formatted(file, how));
  }

  private static byte[] start(long headerLength) {
    return ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(headerLength).array();
  }

  private Path write(String header, int length, Consumer<ByteBuffer> data) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    data.accept(bytes);
    Path file = folder.resolve("weights.safetensors");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(WeightsFiles.start(header).array());
      out.write(bytes.array());
    }
    return file;
  }
}

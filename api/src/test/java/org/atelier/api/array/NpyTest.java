package org.atelier.api.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.atelier.api.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files in the resources were written by numpy 1.24, with the make.py beside them. */
class NpyTest {
  private static final String READABLE =
      "int8, uint8, int16, uint16, int32, uint32, int64, uint64, float32, float64";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "int8, INT8, -3",
    "uint8, UINT8, 3",
    "little-int16, INT16, -3",
    "big-int16, INT16, -3",
    "little-uint16, UINT16, 3",
    "little-int32, INT32, -3",
    "big-int32, INT32, -3",
    "little-uint32, UINT32, 3",
    "little-int64, INT64, -3",
    "big-int64, INT64, -3",
    "little-uint64, UINT64, 3",
    "little-float32, FLOAT32, -0.375",
    "big-float32, FLOAT32, -0.375",
    "little-float64, FLOAT64, -0.375",
    "big-float64, FLOAT64, -0.375",
    "version-1, FLOAT32, 1",
    "version-2, FLOAT32, 1",
    "version-3, FLOAT32, 1",
    "fortran-matrix, FLOAT64, 1"
  })
  void readsWhatNumpyWrites(String name, NpyType type, double step) throws IOException {
    double[] expected = new double[12];
    Arrays.setAll(expected, index -> 0 + step * index);
    try (NpyReader reader = NpyReader.open(resource(name))) {
      assertThat(reader.type()).isEqualTo(type);
      assertThat(reader.shape()).containsExactly(3L, 4L);
      assertThat(reader.rows()).isEqualTo(3);
      assertThat(reader.rowLength()).isEqualTo(4);
      double[] whole = new double[12];
      reader.readRows(0, 3, whole);
      assertThat(whole).containsExactly(expected);
      float[] last = new float[8];
      reader.readRows(1, 2, last);
      for (int index = 0; index < 8; index++) {
        assertThat(last[index]).isEqualTo((float) expected[index + 4]);
      }
    }
  }

  @Test
  void readsFortranOrderOfMoreAxes() throws IOException {
    try (NpyReader reader = NpyReader.open(resource("fortran"))) {
      assertThat(reader.shape()).containsExactly(2L, 3L, 4L);
      float[] whole = new float[24];
      reader.readRows(0, 2, whole);
      float[] second = new float[12];
      reader.readRows(1, 1, second);
      for (int index = 0; index < 24; index++) {
        assertThat(whole[index]).isEqualTo(index);
      }
      assertThat(second).containsExactly(Arrays.copyOfRange(whole, 12, 24));
    }
  }

  @Test
  void readsArraysOfOneAxisOfNoneAndWithoutRows() throws IOException {
    try (NpyReader vector = NpyReader.open(resource("vector"));
        NpyReader number = NpyReader.open(resource("number"));
        NpyReader empty = NpyReader.open(resource("no-rows"))) {
      float[] values = new float[3];
      vector.readRows(0, 3, values);
      assertThat(values).containsExactly(1.5f, 2.5f, 3.5f);
      double[] value = new double[1];
      number.readRows(0, 1, value);
      assertThat(value).containsExactly(7.25);
      assertThat(empty.rows()).isZero();
      assertThat(empty.rowLength()).isEqualTo(5);
    }
  }

  @Test
  void readsTheLargestWholeNumbers() throws IOException {
    try (NpyReader reader = NpyReader.open(resource("largest-unsigned"))) {
      double[] values = new double[2];
      reader.readRows(0, 2, values);
      assertThat(values).containsExactly(0x1p64, 0x1p63 + 0x1p11);
    }
  }

  @Test
  void readsArraysLargerThanItReadsAtATime() throws IOException {
    Path file = folder.resolve("large.npy");
    float[] row = new float[70_001];
    for (int index = 0; index < row.length; index++) {
      row[index] = index;
    }
    try (NpyWriter writer = new NpyWriter(file, List.of(70_001L))) {
      writer.write(row);
      writer.write(row);
      writer.finish();
    }
    try (NpyReader reader = NpyReader.open(file)) {
      float[] second = new float[70_001];
      reader.readRows(1, 1, second);
      assertThat(second).containsExactly(row);
      double[] both = new double[140_002];
      reader.readRows(0, 2, both);
      assertThat(both[140_001]).isEqualTo(70_000);
    }
  }

  @Test
  void writesTheBytesThatNumpyReads() throws IOException {
    Path file = folder.resolve("array.npy");
    try (NpyWriter writer = new NpyWriter(file, List.of(2L, 2L))) {
      writer.write(new float[] {1, 2, 3, 4, 5, 6, 7, -8});
      writer.write(new float[] {0, 0, 0, Float.NaN});
      writer.finish();
    }
    byte[] bytes = Files.readAllBytes(file);
    assertThat(bytes).hasSize(192 + 12 * 4);
    assertThat(Arrays.copyOf(bytes, 10))
        .containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 182, 0);
    assertThat(new String(bytes, 10, 182, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2, 2), }   ")
        .endsWith(" \n");
    assertThat(Arrays.copyOfRange(bytes, 192, 200))
        .containsExactly(0, 0, 0x80, 0x3f, 0, 0, 0, 0x40);
    try (NpyReader reader = NpyReader.open(file)) {
      assertThat(reader.shape()).containsExactly(3L, 2L, 2L);
    }
  }

  @Test
  void writesArraysOfOneAxis() throws IOException {
    Path file = folder.resolve("vector.npy");
    try (NpyWriter writer = new NpyWriter(file, List.of())) {
      writer.write(new float[] {1, 2});
      writer.finish();
    }
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains("'shape': (2,), }");
    try (NpyReader reader = NpyReader.open(file)) {
      assertThat(reader.shape()).containsExactly(2L);
    }
  }

  @Test
  void aFileThatWasNotFinishedIsNoArray() throws IOException {
    Path file = folder.resolve("unfinished.npy");
    try (NpyWriter writer = new NpyWriter(file, List.of(2L))) {
      writer.write(new float[] {1, 2});
    }
    assertRefused(file).endsWith(" as an array: it does not begin as a NPY file does");
  }

  @Test
  void refusesNumbersThatAreNoRows() throws IOException {
    try (NpyWriter writer = new NpyWriter(folder.resolve("odd.npy"), List.of(2L))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.write(new float[3]))
          .withMessage("3 numbers are no rows of 2");
    }
  }

  @ParameterizedTest
  @CsvSource({"complex, <c16", "half, <f2", "text, <U3", "truth, |b1", "objects, |O"})
  void refusesWhatIsNoNumber(String name, String type) {
    Path file = resource(name);
    UserException refusal = catchThrowableOfType(UserException.class, () -> NpyReader.open(file));
    assertThat(refusal)
        .hasMessage(
            "%s cannot be read as an array: it holds values of type '%s'; what can be read is %s"
                .formatted(file, type, READABLE));
    assertThat(refusal.remedy())
        .isEqualTo(
            "write it again with numpy.save, as an array of plain numbers, such as"
                + " array.astype('float32')");
  }

  @Test
  void refusesRecords() {
    assertRefused(resource("records")).endsWith(": it is an array of records, not of numbers");
  }

  @Test
  void refusesFilesOfAnotherLength() throws IOException {
    byte[] whole = Files.readAllBytes(resource("version-1"));
    for (int length : new int[] {0, 5, 9, 60, 127}) {
      assertRefused(Arrays.copyOf(whole, length)).endsWith(": it ends within its header");
    }
    assertRefused(Arrays.copyOf(whole, whole.length - 1))
        .endsWith(": its header promises 48 bytes of values (shape [3, 4]), but it has 47");
    assertRefused(Arrays.copyOf(whole, whole.length + 2))
        .endsWith(": its header promises 48 bytes of values (shape [3, 4]), but it has 50");
  }

  @Test
  void refusesShapesThatCannotBe() throws IOException {
    assertRefused(shape("(9223372036854775807, 3)"))
        .endsWith(": its shape [9223372036854775807, 3] is larger than any file");
    assertRefused(shape("(1, 999999999999)"))
        .endsWith(": a row of its shape [1, 999999999999] is too long");
    assertRefused(shape("(99999999999999999999,)")).contains(": its shape is not understood: {");
    assertRefused(shape("(-3, 4)")).contains(": its shape is not understood: {");
    assertRefused(shape("(" + "1, ".repeat(65) + ")"))
        .endsWith(": its shape has more than 64 axes");
  }

  @Test
  void refusesHeadersThatAreNoneOfNumpys() throws IOException {
    assertRefused(withHeader("{'descr': '<f4', 'fortran_order': 0, 'shape': (3, 4)}"))
        .endsWith(": its header is not understood at '0, 'shape': (3, 4)}'");
    assertRefused(withHeader("{'descr': '<f4', 'shape': (3, 4), }"))
        .endsWith(": its header has the keys [descr, shape], not descr, fortran_order and shape");
    assertRefused(withHeader("{'descr': 'f4', 'fortran_order': False, 'shape': (3, 4), }"))
        .endsWith(": its type 'f4' does not say the order of the bytes");
    assertRefused(
            withHeader(
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4)} + __import__('os')"))
        .endsWith(": its header is not understood at '+ __import__('os')'");
    assertRefused(withHeader("{'descr': '<f4")).endsWith(" is not understood at ''<f4'");
    assertRefused(withHeader("[1, 2]")).endsWith(": its header is not understood at '[1, 2]'");
  }

  @Test
  void readsHeadersInOtherWords() throws IOException {
    Path file = folder.resolve("words.npy");
    Files.write(file, withHeader("{\"shape\":(3L,4),'fortran_order' : False,'descr':'<f4'}\n"));
    try (NpyReader reader = NpyReader.open(file)) {
      assertThat(reader.shape()).containsExactly(3L, 4L);
    }
  }

  @Test
  void refusesAHeaderThatIsTooLargeBeforeItTakesMemory() throws IOException {
    byte[] file = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1, '{'};
    assertRefused(file)
        .endsWith(": its header has 4294967295 bytes, more than the 65536 that there may be");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 93})
  void refusesOtherVersions(int version) throws IOException {
    byte[] file = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0, 2, 0, '{', '}'};
    assertRefused(file)
        .endsWith(
            ": it has format version %d.0; what can be read is 1.0, 2.0 and 3.0"
                .formatted(version));
  }

  @Test
  void saysThatThereIsNoFile() {
    Path file = folder.resolve("none.npy");
    assertRefused(file).isEqualTo("there is no file %s".formatted(file));
    assertRefused(folder).isEqualTo("there is no file %s".formatted(folder));
  }

  private static byte[] shape(String tuple) {
    return withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': %s, }".formatted(tuple));
  }

  private static byte[] withHeader(String text) {
    byte[] header = text.getBytes(StandardCharsets.US_ASCII);
    byte[] file = new byte[10 + header.length + 48];
    byte[] prefix = {
      (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, (byte) (header.length >> 8)
    };
    System.arraycopy(prefix, 0, file, 0, 10);
    System.arraycopy(header, 0, file, 10, header.length);
    return file;
  }

  private AbstractStringAssert<?> assertRefused(byte[] bytes) throws IOException {
    return assertRefused(Files.write(folder.resolve("file.npy"), bytes));
  }

  private static AbstractStringAssert<?> assertRefused(Path file) {
    return assertThat(
        catchThrowableOfType(UserException.class, () -> NpyReader.open(file)).getMessage());
  }

  private static Path resource(String name) {
    try {
      return Path.of(NpyTest.class.getResource(name + ".npy").toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}

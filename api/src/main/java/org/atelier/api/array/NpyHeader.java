package org.atelier.api.array;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the header of a NPY file says (numpy, "NEP 1: a simple file format for NumPy arrays"): a
 * Python dictionary of plain values, read by a reader that knows nothing more of Python.
 *
 * @param type the kind of numbers
 * @param order the order of their bytes
 * @param fortranOrder whether the first index changes fastest
 * @param shape the array's shape
 * @param start where in the file the values begin
 */
record NpyHeader(
    NpyType type, ByteOrder order, boolean fortranOrder, List<Long> shape, long start) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LARGEST = 1 << 16;

  /** Bytes of a header that we write, a multiple of 64: room for four axes of any length. */
  static final int WRITTEN = 192;

  NpyHeader {
    shape = List.copyOf(shape);
  }

  /**
   * Reads the header of a file, which stands at its beginning.
   *
   * @throws IllegalArgumentException if it is none, or not one of numbers, as half a sentence
   * @throws IOException if the file cannot be read
   */
  static NpyHeader read(RandomAccessFile file) throws IOException {
    ByteBuffer prefix = bytes(file, MAGIC.length + 2);
    if (!prefix.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw new IllegalArgumentException("it does not begin as a NPY file does");
    }
    int major = prefix.get(MAGIC.length);
    int minor = prefix.get(MAGIC.length + 1);
    if (major < 1 || major > 3 || minor != 0) {
      throw new IllegalArgumentException(
          "it has format version %d.%d; what can be read is 1.0, 2.0 and 3.0"
              .formatted(major, minor));
    }
    int lengthBytes = major == 1 ? Short.BYTES : Integer.BYTES;
    ByteBuffer length = bytes(file, lengthBytes);
    long size = major == 1 ? length.getShort() & 0xFFFF : length.getInt() & 0xFFFF_FFFFL;
    if (size > LARGEST) {
      throw new IllegalArgumentException(
          "its header has %d bytes, more than the %d that there may be".formatted(size, LARGEST));
    }
    long start = prefix.limit() + (long) lengthBytes;
    Charset charset = major < 3 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    String text = charset.decode(bytes(file, (int) size)).toString();
    return parse(text, start + size);
  }

  private static ByteBuffer bytes(RandomAccessFile file, int count) throws IOException {
    byte[] bytes = new byte[count];
    try {
      file.readFully(bytes);
    } catch (EOFException e) {
      throw new IllegalArgumentException("it ends within its header", e);
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static NpyHeader parse(String text, long start) {
    Map<String, Object> entries = new PythonDictionary(text).read();
    Set<String> keys = new TreeSet<>(entries.keySet());
    if (!keys.equals(Set.of("descr", "fortran_order", "shape"))) {
      throw new IllegalArgumentException(
          "its header has the keys %s, not descr, fortran_order and shape".formatted(keys));
    }
    if (!(entries.get("descr") instanceof String)
        || !(entries.get("fortran_order") instanceof Boolean)
        || !(entries.get("shape") instanceof List)) {
      throw new IllegalArgumentException(
          "it is no array of plain numbers: its header is " + text.strip());
    }
    String description = (String) entries.get("descr");
    @SuppressWarnings("unchecked") // the parser makes lists of numbers alone
    List<Long> shape = (List<Long>) entries.get("shape");
    return new NpyHeader(
        type(description),
        description.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        (Boolean) entries.get("fortran_order"),
        shape,
        start);
  }

  private static NpyType type(String description) {
    String orders = "<>|";
    String code =
        !description.isEmpty() && orders.indexOf(description.charAt(0)) >= 0
            ? description.substring(1)
            : description;
    NpyType type =
        NpyType.of(code)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "it holds values of type '%s'; what can be read is %s"
                            .formatted(description, String.join(", ", NpyType.names()))));
    boolean marked = description.startsWith("<") || description.startsWith(">");
    if (type.bytes() > 1 && !marked) {
      throw new IllegalArgumentException(
          "its type '%s' does not say the order of the bytes".formatted(description));
    }
    return type;
  }

  /** Returns the header, as numpy writes it, of {@code float32} in little-endian and C order. */
  static byte[] ofFloats(List<Long> shape) {
    String sides = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String text =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%s%s), }"
            .formatted(sides, shape.size() == 1 ? "," : "");
    byte[] header = new byte[WRITTEN];
    Arrays.fill(header, (byte) ' ');
    ByteBuffer.wrap(header)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) (WRITTEN - MAGIC.length - 4))
        .put(text.getBytes(StandardCharsets.US_ASCII));
    header[WRITTEN - 1] = '\n';
    return header;
  }

  /**
   * Returns the product of some sides.
   *
   * @throws IllegalArgumentException if there are more values than a file can hold
   */
  static long product(List<Long> sides) {
    try {
      long product = 1;
      for (long side : sides) {
        product = Math.multiplyExact(product, side);
      }
      return Math.multiplyExact(product, (long) Double.BYTES) / Double.BYTES;
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "its shape %s is larger than any file".formatted(sides), e);
    }
  }
}

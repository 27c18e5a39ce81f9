package org.atelier.plugin.classifier.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Weights files for tests. Their numbers follow from each array's name and shape, by a formula that
 * is also easily written in Python, so that other programs can compute what a network puts out.
 */
public final class WeightsFiles {
  private WeightsFiles() {}

  /** Writes a file with all parameters in single precision. */
  public static void write(Path file, List<StoredParameter> parameters) {
    StringBuilder header = new StringBuilder("{\"__metadata__\": {\"format\": \"pt\"}");
    long offset = 0;
    for (StoredParameter parameter : parameters) {
      long end = offset + 4 * parameter.shape().size();
      header.append(
          ", \"%s\": {\"dtype\": \"F32\", \"shape\": %s, \"data_offsets\": [%d, %d]}"
              .formatted(
                  parameter.name(), List.of(longs(parameter.shape().getShape())), offset, end));
      offset = end;
    }
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.write(start(header.append('}').toString()));
      for (StoredParameter parameter : parameters) {
        float[] numbers = numbers(parameter.name(), parameter.shape().getShape());
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        out.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns how a file with that header begins. */
  static ByteBuffer start(String header) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + text.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .flip();
  }

  /**
   * Returns the numbers of an array: hashed from the CRC-32 of its name plus their index (with the
   * finalizer of MurmurHash3), and scaled so that a network's signal neither dies nor explodes.
   */
  public static float[] numbers(String name, long... shape) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    int size = 1;
    long inputs = 1;
    for (int side = 0; side < shape.length; side++) {
      size *= (int) shape[side];
      inputs *= side > 0 ? shape[side] : 1;
    }
    double scale = shape.length > 1 ? Math.sqrt(6.0 / inputs) : scale(name);
    float[] numbers = new float[size];
    for (int index = 0; index < size; index++) {
      int hash = (int) (index + crc.getValue());
      hash = (hash ^ hash >>> 16) * 0x85ebca6b;
      hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
      hash ^= hash >>> 16;
      double uniform = Integer.toUnsignedLong(hash) / 4294967296.0 * 2 - 1;
      numbers[index] = (float) (center(name, shape) + scale * uniform);
    }
    return numbers;
  }

  private static double center(String name, long[] shape) {
    if (name.endsWith("running_var")) {
      return 1;
    }
    return shape.length == 1 && name.endsWith("weight") ? 0.5 : 0;
  }

  private static double scale(String name) {
    return name.endsWith("running_var") || name.endsWith("weight") ? 0.25 : 0.1;
  }

  private static Long[] longs(long[] values) {
    return Arrays.stream(values).boxed().toArray(Long[]::new);
  }
}

package org.atelier.plugin.classifier.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.atelier.api.UserException;

/**
 * A file of named arrays in the safetensors format: the length of a header in 8 bytes, the header,
 * and the numbers of all arrays one after the other.
 *
 * <p>The file may come from anywhere. Nothing in it is run, no size in it is believed before it was
 * held against the file's length, and memory is taken for one array at a time, when it is asked
 * for.
 */
final class SafetensorsFile implements TensorSource {
  private static final int PREFIX = Long.BYTES;

  /** A thousand times what a residual network needs. */
  private static final int LONGEST_HEADER = 1 << 24;

  private static final int CHUNK = 1 << 16;

  private final Path path;
  private final String remedy;
  private final long dataStart;
  private final Map<String, StoredTensor> tensors;

  private SafetensorsFile(
      Path path, String remedy, long dataStart, Map<String, StoredTensor> tensors) {
    this.path = path;
    this.remedy = remedy;
    this.dataStart = dataStart;
    this.tensors = tensors;
  }

  /**
   * Reads and checks a file's header.
   *
   * @param path the file
   * @param remedy how the user gets a file that can be used
   * @throws UserException if it is not there, cannot be read, or is no whole safetensors file
   */
  static SafetensorsFile open(Path path, String remedy) {
    if (!Files.exists(path)) {
      throw new UserException("there is no weights file %s".formatted(path), remedy);
    }
    if (!Files.isRegularFile(path)) {
      // reading a pipe would wait, and a device never ends
      throw unusable(path, remedy, "it is not a file of bytes", null);
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long length = channel.size();
      byte[] prefix = bytes(channel, 0, (int) Math.min(length, PREFIX));
      if (length < PREFIX) {
        throw new IOException("it has only %d bytes".formatted(length));
      }
      long header = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (header < 0 || header > LONGEST_HEADER) {
        FileKind kind = FileKind.of(prefix);
        throw new IOException(
            kind == FileKind.UNKNOWN
                ? "it does not begin as a safetensors file does"
                : kind.description());
      }
      if (header > length - PREFIX) {
        throw new IOException(
            "its header should have %d bytes, but only %d follow: it is not whole"
                .formatted(header, length - PREFIX));
      }
      String text = text(bytes(channel, PREFIX, (int) header));
      long dataStart = PREFIX + header;
      return new SafetensorsFile(
          path, remedy, dataStart, SafetensorsHeader.parse(text, length - dataStart));
    } catch (IOException e) {
      throw unusable(path, remedy, describe(e), e);
    }
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  @Override
  public float[] read(String name, ElementType type) {
    StoredTensor tensor = tensors.get(name);
    float[] numbers = new float[Math.toIntExact(tensor.bytes() / type.size())];
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    long position = dataStart + tensor.begin();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      int next = 0;
      while (next < numbers.length) {
        chunk.clear().limit((int) Math.min(CHUNK, (long) (numbers.length - next) * type.size()));
        fill(channel, chunk, position);
        position += chunk.limit();
        chunk.flip();
        while (chunk.hasRemaining()) {
          numbers[next++] = type.nextFinite(chunk, name);
        }
      }
      return numbers;
    } catch (IOException e) {
      throw unusable(path, remedy, describe(e), e);
    }
  }

  @Override
  public UserException unusable(String how) {
    return unusable(path, remedy, how, null);
  }

  private static UserException unusable(Path path, String remedy, String how, Throwable cause) {
    return new UserException(
        "the weights file %s cannot be used: %s".formatted(path, how), remedy, cause);
  }

  private static String describe(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    return failure.getMessage();
  }

  private static byte[] bytes(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    fill(channel, bytes, position);
    return bytes.array();
  }

  private static void fill(FileChannel channel, ByteBuffer bytes, long position)
      throws IOException {
    long next = position;
    while (bytes.hasRemaining()) {
      int read = channel.read(bytes, next);
      if (read < 0) {
        throw new IOException("it became shorter while it was read");
      }
      next += read;
    }
  }

  private static String text(byte[] header) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(header)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("its header is not a text in UTF-8", e);
    }
  }
}

package org.atelier.api.array;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.atelier.api.UserException;

/**
 * Reads an array from a NPY file of numpy, some rows at a time, so that it may be larger than
 * memory. Format versions 1 to 3, either order of bytes, C and Fortran order.
 *
 * <p>A row is all that shares the first index; an array of one axis has rows of one number. Nothing
 * in the file is believed: its size is held against its header before anything is read.
 */
public final class NpyReader implements Closeable {
  /** Bytes read at a time. */
  private static final int CHUNK = 1 << 18;

  private final Path path;

  /** Unlike a channel, an interrupted thread can still use it. */
  private final RandomAccessFile file;

  private final NpyHeader header;
  private final long rows;
  private final int rowLength;
  private final ByteBuffer chunk;

  private NpyReader(Path path, RandomAccessFile file) throws IOException {
    this.path = path;
    this.file = file;
    this.header = NpyHeader.read(file);
    List<Long> shape = header.shape();
    this.rows = shape.isEmpty() ? 1 : shape.get(0);
    long values = NpyHeader.product(shape.isEmpty() ? shape : shape.subList(1, shape.size()));
    if (values > Integer.MAX_VALUE / Double.BYTES) {
      throw new IllegalArgumentException("a row of its shape %s is too long".formatted(shape));
    }
    this.rowLength = (int) values;
    checkSize();
    this.chunk = ByteBuffer.allocate(CHUNK).order(header.order());
  }

  /** Checks that the file holds all values that its header promises, and no more. */
  private void checkSize() throws IOException {
    long promised = NpyHeader.product(header.shape()) * header.type().bytes();
    long there = file.length() - header.start();
    if (there != promised) {
      throw new IllegalArgumentException(
          "its header promises %d bytes of values (shape %s), but it has %d"
              .formatted(promised, header.shape(), there));
    }
  }

  /**
   * Opens a file.
   *
   * @throws UserException if there is no such file, or if it is damaged or holds anything but
   *     numbers
   * @throws IOException if it cannot be read
   */
  public static NpyReader open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new UserException(
          "there is no file %s".formatted(path), "name a .npy file that numpy.save has written");
    }
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
    try {
      return new NpyReader(path, file);
    } catch (IllegalArgumentException e) {
      file.close();
      throw new UserException(
          "%s cannot be read as an array: %s".formatted(path, e.getMessage()),
          "write it again with numpy.save, as an array of plain numbers, such as"
              + " array.astype('float32')",
          e);
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  /** Returns the array's shape; empty for a single number. */
  public List<Long> shape() {
    return header.shape();
  }

  /** Returns the kind of numbers. */
  public NpyType type() {
    return header.type();
  }

  /** Returns the number of rows. */
  public long rows() {
    return rows;
  }

  /** Returns the numbers in a row. */
  public int rowLength() {
    return rowLength;
  }

  /**
   * Reads some rows, each in C order whatever the file's order. Numbers of more than 24 bits are
   * rounded, and those too large become infinite.
   *
   * @param from the first row
   * @param count how many rows
   * @param target takes {@code count * rowLength()} numbers from its beginning
   * @throws IOException if the file cannot be read
   */
  public void readRows(long from, int count, float[] target) throws IOException {
    read(
        from,
        count,
        target.length,
        (values, number, at, stride) -> takeFloats(values, number, target, at, stride));
  }

  /**
   * Reads some rows, each in C order whatever the file's order. Whole numbers of more than 53 bits
   * are rounded.
   *
   * @param from the first row
   * @param count how many rows
   * @param target takes {@code count * rowLength()} numbers from its beginning
   * @throws IOException if the file cannot be read
   */
  public void readRows(long from, int count, double[] target) throws IOException {
    read(
        from,
        count,
        target.length,
        (values, number, at, stride) -> {
          for (int index = 0; index < number; index++) {
            target[at + index * stride] = header.type().get(values);
          }
        });
  }

  /** Where values go. */
  private interface Target {
    /** Takes values from a buffer's position and puts them at places that lie a stride apart. */
    void take(ByteBuffer values, int number, int at, int stride);
  }

  private void takeFloats(ByteBuffer values, int number, float[] target, int at, int stride) {
    if (header.type() == NpyType.FLOAT32 && stride == 1) {
      values.asFloatBuffer().get(target, at, number);
      return;
    }
    for (int index = 0; index < number; index++) {
      target[at + index * stride] = (float) header.type().get(values);
    }
  }

  private void read(long from, int count, int room, Target target) throws IOException {
    Objects.checkFromIndexSize(from, count, rows);
    int length = Math.multiplyExact(count, rowLength);
    Objects.checkFromIndexSize(0, length, room);
    if (!header.fortranOrder()) {
      read(from * rowLength, length, target, 0, 1);
      return;
    }
    // The first index changes fastest, so the numbers of one place in all rows lie together.
    for (int place = 0; place < rowLength; place++) {
      read(place * rows + from, count, target, placeInRow(place), rowLength);
    }
  }

  /** Returns where in a row in C order the number is that in Fortran order is at a place. */
  private int placeInRow(int fortranPlace) {
    int place = fortranPlace;
    int cPlace = 0;
    long stride = rowLength;
    for (long side : header.shape().subList(1, header.shape().size())) {
      stride /= side;
      cPlace += (int) (place % side * stride);
      place = (int) (place / side);
    }
    return cPlace;
  }

  private void read(long first, int number, Target target, int at, int stride) throws IOException {
    int size = header.type().bytes();
    int done = 0;
    while (done < number) {
      int now = Math.min(number - done, CHUNK / size);
      file.seek(header.start() + (first + done) * size);
      try {
        file.readFully(chunk.array(), 0, now * size);
      } catch (EOFException e) {
        throw new IOException("%s was cut short while it was read".formatted(path), e);
      }
      target.take(chunk.clear().limit(now * size), now, at + done * stride, stride);
      done += now;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

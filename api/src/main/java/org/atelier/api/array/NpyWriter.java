package org.atelier.api.array;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an array of {@code float32} as a NPY file of numpy (format version 1.0, little-endian, C
 * order), row after row, so that it may be larger than memory. Until it is finished the file has no
 * header and cannot be read.
 */
public final class NpyWriter implements Closeable {
  private static final int MOST_AXES = 4;

  /** Numbers written at a time. */
  private static final int CHUNK = 1 << 16;

  /** Unlike a channel, an interrupted thread can still use it. */
  private final RandomAccessFile file;

  private final List<Long> rowShape;
  private final int rowLength;
  private final ByteBuffer chunk =
      ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long rows;

  /**
   * Begins a file, in place of what was there.
   *
   * @param path the file; its folder exists
   * @param rowShape the shape of one row, at most three axes; empty for an array of one axis
   * @throws IOException if it cannot be written
   */
  public NpyWriter(Path path, List<Long> rowShape) throws IOException {
    if (rowShape.size() >= MOST_AXES || rowShape.stream().anyMatch(side -> side < 1)) {
      throw new IllegalArgumentException("rows of shape %s".formatted(rowShape));
    }
    this.rowShape = List.copyOf(rowShape);
    this.rowLength = Math.toIntExact(NpyHeader.product(rowShape));
    this.file = new RandomAccessFile(path.toFile(), "rw");
    try {
      file.setLength(0);
      file.write(new byte[NpyHeader.WRITTEN]);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Adds rows.
   *
   * @param values whole rows, one after another
   * @throws IOException if they cannot be written
   */
  public void write(float[] values) throws IOException {
    if (values.length % rowLength != 0) {
      throw new IllegalArgumentException(
          "%d numbers are no rows of %d".formatted(values.length, rowLength));
    }
    for (int from = 0; from < values.length; from += CHUNK) {
      int now = Math.min(CHUNK, values.length - from);
      chunk.clear().asFloatBuffer().put(values, from, now);
      file.write(chunk.array(), 0, now * Float.BYTES);
    }
    rows += values.length / rowLength;
  }

  /**
   * Ends the file: brings the rows to the disk, and then the header.
   *
   * @throws IOException if it cannot be written
   */
  public void finish() throws IOException {
    List<Long> shape = new ArrayList<>(List.of(rows));
    shape.addAll(rowShape);
    file.getFD().sync();
    file.seek(0);
    file.write(NpyHeader.ofFloats(shape));
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

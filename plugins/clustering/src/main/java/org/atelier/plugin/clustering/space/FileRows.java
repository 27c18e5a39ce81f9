package org.atelier.plugin.clustering.space;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.atelier.api.array.NpyReader;

/** Rows of a NPY file, read again in each pass. */
final class FileRows implements Rows {
  private final Path file;
  private final int together;
  private final int size;
  private final int width;
  private final Change change;

  /** What is done to rows that were read. */
  @FunctionalInterface
  interface Change {
    /** Changes some rows in place; the first of them has the given number. */
    void apply(int first, float[][] rows);
  }

  /**
   * Prepares to read.
   *
   * @param file the array
   * @param size its rows
   * @param width the numbers in a row
   * @param atATime numbers in memory at a time, if that is a row at least
   * @param change what is done to rows before they are passed on
   */
  FileRows(Path file, int size, int width, int atATime, Change change) {
    this.file = file;
    this.size = size;
    this.width = width;
    this.together = Math.min(size, Math.max(1, atATime / width));
    this.change = change;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void forEachBlock(Block block) throws IOException {
    try (NpyReader reader = NpyReader.open(file)) {
      float[][] rows = new float[together][width];
      for (int first = 0; first < size; first += rows.length) {
        int count = Math.min(rows.length, size - first);
        for (int row = 0; row < count; row++) {
          reader.readRows(first + row, 1, rows[row]);
        }
        float[][] read = Arrays.copyOf(rows, count);
        change.apply(first, read);
        block.take(first, read);
      }
    }
  }
}

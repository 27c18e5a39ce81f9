package org.atelier.plugin.clustering.space;

import java.io.IOException;

/** N rows of D numbers that can be gone through again and again, in memory or in a file. */
public interface Rows {
  /** Takes some consecutive rows. */
  @FunctionalInterface
  interface Block {
    /**
     * Takes rows, which may be overwritten after the call.
     *
     * @param first the number of the first of them
     * @param rows the rows
     */
    void take(int first, float[][] rows);
  }

  /**
   * Returns rows that are in memory.
   *
   * @param rows at least one; they are not copied
   */
  static Rows of(float[][] rows) {
    return new MemoryRows(rows);
  }

  /** Returns the number of rows, N. */
  int size();

  /** Returns the numbers in a row, D. */
  int width();

  /**
   * Passes all rows once, from the first to the last.
   *
   * @throws IOException if they cannot be read
   */
  void forEachBlock(Block block) throws IOException;
}

package org.atelier.plugin.clustering.space;

import java.util.Arrays;

/** Rows in memory. */
final class MemoryRows implements Rows {
  /** Rows that are passed at a time. */
  private static final int TOGETHER = 1024;

  private final float[][] rows;

  /** Takes at least one row; they are not copied. */
  MemoryRows(float[][] rows) {
    this.rows = rows;
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public int width() {
    return rows[0].length;
  }

  @Override
  public void forEachBlock(Block block) {
    for (int first = 0; first < rows.length; first += TOGETHER) {
      block.take(first, Arrays.copyOfRange(rows, first, Math.min(rows.length, first + TOGETHER)));
    }
  }
}

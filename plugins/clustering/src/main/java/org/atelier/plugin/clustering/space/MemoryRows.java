package org.atelier.plugin.clustering.space;

/** Rows in memory. */
final class MemoryRows implements Rows {
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
    block.take(0, rows);
  }
}

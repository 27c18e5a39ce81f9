package org.atelier.plugin.clustering.space;

import java.io.IOException;
import org.atelier.api.service.Progress;

/** Rows that show how far each pass over them has come. */
final class WatchedRows implements Rows {
  private final Rows rows;
  private final Progress progress;

  WatchedRows(Rows rows, Progress progress) {
    this.rows = rows;
    this.progress = progress;
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public int width() {
    return rows.width();
  }

  @Override
  public void forEachBlock(Block block) throws IOException {
    try (Progress.Task task = progress.start("going through encodings", size(), "images")) {
      rows.forEachBlock(
          (first, some) -> {
            block.take(first, some);
            task.advance(some.length);
          });
    }
  }
}

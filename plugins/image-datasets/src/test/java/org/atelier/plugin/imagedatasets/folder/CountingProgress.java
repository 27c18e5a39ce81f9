package org.atelier.plugin.imagedatasets.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.atelier.api.service.Progress;

/** Remembers what progress was shown: for {@code image-folder}, how many files were read. */
final class CountingProgress implements Progress {
  private final List<String> started = new ArrayList<>();
  private final AtomicLong done = new AtomicLong();

  @Override
  public Task start(String what, long total, String unit) {
    started.add("%s: %d %s".formatted(what, total, unit));
    return new Task() {
      @Override
      public void advance(long units) {
        done.addAndGet(units);
      }

      @Override
      public void note(String text) {}

      @Override
      public void close() {}
    };
  }

  /** Returns each piece of work as it was announced. */
  List<String> started() {
    return started;
  }

  /** Returns how many units were done in all. */
  long done() {
    return done.get();
  }
}

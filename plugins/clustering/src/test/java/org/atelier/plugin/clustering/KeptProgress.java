package org.atelier.plugin.clustering;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.atelier.api.service.Progress;

/** Keeps what was shown: a line for each piece of work that ended, and what was said. */
public final class KeptProgress implements Progress {
  private final List<String> lines = new ArrayList<>();

  @Override
  public Task start(String what, long total, String unit) {
    AtomicLong done = new AtomicLong();
    return new Task() {
      @Override
      public void advance(long units) {
        done.addAndGet(units);
      }

      @Override
      public void note(String text) {
        throw new AssertionError(text);
      }

      @Override
      public void close() {
        lines.add("%s: %d of %d %s".formatted(what, done.get(), total, unit));
      }
    };
  }

  @Override
  public void say(String text) {
    lines.add(text);
  }

  /** Returns what was shown. */
  public List<String> lines() {
    return lines;
  }
}

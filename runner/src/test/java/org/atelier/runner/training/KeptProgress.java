package org.atelier.runner.training;

import java.util.ArrayList;
import java.util.List;
import org.atelier.api.service.Progress;

/** Keeps what was shown, a line for each piece of work. */
final class KeptProgress implements Progress {
  private final List<String> lines = new ArrayList<>();

  List<String> lines() {
    return lines;
  }

  @Override
  public Task start(String what, long total, String unit) {
    return new Task() {
      private long done;
      private String note = "";

      @Override
      public void advance(long units) {
        done += units;
      }

      @Override
      public void note(String text) {
        note = text;
      }

      @Override
      public void close() {
        lines.add("%s: %d of %d %s; %s".formatted(what, done, total, unit, note));
      }
    };
  }
}

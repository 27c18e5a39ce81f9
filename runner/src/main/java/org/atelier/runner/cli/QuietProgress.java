package org.atelier.runner.cli;

import org.atelier.api.service.Progress;

/** Shows nothing. */
final class QuietProgress implements Progress {
  @Override
  public Task start(String what, long total, String unit) {
    return new Task() {
      @Override
      public void advance(long units) {}

      @Override
      public void note(String text) {}

      @Override
      public void close() {}
    };
  }
}

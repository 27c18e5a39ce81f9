package org.atelier.runner.cli;

import java.util.Optional;

/** Shows nothing. */
final class QuietProgress extends StagesProgress {
  @Override
  void say(Optional<String> stage, String text) {}

  @Override
  Task begin(Optional<String> stage, String what, int part, int parts, long total, String unit) {
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

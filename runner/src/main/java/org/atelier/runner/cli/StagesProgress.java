package org.atelier.runner.cli;

import java.util.Optional;
import org.atelier.api.service.Progress;
import org.atelier.runner.execution.RunProgress;

/** Shows the progress of a run's stages, each by its name. */
abstract class StagesProgress implements RunProgress {
  /**
   * Begins to show a piece of work.
   *
   * @param stage the stage that does it; empty if none does
   * @param what the work
   * @param part which of several like pieces it is; 0 if it is none of several
   * @param parts how many like pieces there are
   * @param total how many units there are
   * @param unit the word for several units
   */
  abstract Task begin(
      Optional<String> stage, String what, int part, int parts, long total, String unit);

  /**
   * Tells something.
   *
   * @param stage the stage that tells it; empty if none does
   * @param text one line
   */
  abstract void say(Optional<String> stage, String text);

  @Override
  public final Task start(String what, long total, String unit) {
    return begin(Optional.empty(), what, 0, 0, total, unit);
  }

  @Override
  public final Task startPart(String what, int part, int parts, long total, String unit) {
    return begin(Optional.empty(), what, part, parts, total, unit);
  }

  @Override
  public final void say(String text) {
    say(Optional.empty(), text);
  }

  @Override
  public final Progress of(String stage) {
    return new OfStage(Optional.of(stage));
  }

  /** Begins a line with the name of the stage, unless it does so already. */
  static String named(Optional<String> stage, String text) {
    return stage.map(name -> text.startsWith(name + ":") ? text : name + ": " + text).orElse(text);
  }

  /** The progress of one stage. */
  private final class OfStage implements Progress {
    private final Optional<String> stage;

    OfStage(Optional<String> stage) {
      this.stage = stage;
    }

    @Override
    public Task start(String what, long total, String unit) {
      return begin(stage, what, 0, 0, total, unit);
    }

    @Override
    public Task startPart(String what, int part, int parts, long total, String unit) {
      return begin(stage, what, part, parts, total, unit);
    }

    @Override
    public void say(String text) {
      StagesProgress.this.say(stage, text);
    }
  }
}

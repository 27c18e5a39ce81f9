package org.atelier.runner.cli;

import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** Shows a bar for each piece of work, with units per second and the time left. */
final class BarProgress extends StagesProgress {
  private static final int UPDATE_MILLISECONDS = 250;
  private static final int SHORTEST_BAR = 10;
  private static final int LONGEST_BAR = 30;

  private final PrintStream stream;
  private final TimeLeft timeLeft;

  /**
   * Makes the progress.
   *
   * @param stream takes the bars
   * @param timeLeft tells how long the pipeline will still take
   */
  BarProgress(PrintStream stream, TimeLeft timeLeft) {
    this.stream = stream;
    this.timeLeft = timeLeft;
  }

  @Override
  void say(Optional<String> stage, String text) {
    stream.println("  " + named(stage, text));
  }

  @Override
  Task begin(Optional<String> stage, String what, int part, int parts, long total, String unit) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(named(stage, what))
            .setInitialMax(total)
            .setRenderer((state, length) -> line(state, unit, length))
            .setUpdateIntervalMillis(UPDATE_MILLISECONDS)
            .setConsumer(new ConsoleProgressBarConsumer(stream))
            .build();
    return new BarTask(bar, stage, part, parts);
  }

  private static String line(ProgressState state, String unit, int length) {
    double seconds = state.getElapsedAfterStart().toNanos() / 1e9;
    String numbers =
        ProgressText.of(state.getCurrent(), state.getMax(), unit, seconds)
            + state.getExtraMessage();
    return line(state.getTaskName(), state.getNormalizedProgress(), numbers, length);
  }

  /**
   * Returns a line with a bar between a name and numbers, which leaves nothing of the line before.
   *
   * @param share how much is done, from 0 to 1
   * @param length how many characters the line has; what is longer is cut off by the terminal
   */
  static String line(String name, double share, String numbers, int length) {
    int free = length - name.length() - numbers.length() - " [] ".length();
    int width = Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, free));
    int full = (int) Math.round(width * Math.min(1, share));
    String line =
        "%s [%s%s] %s".formatted(name, "=".repeat(full), " ".repeat(width - full), numbers);
    return line + " ".repeat(Math.max(0, length - line.length()));
  }

  /** One bar. */
  private final class BarTask implements Task {
    private final ProgressBar bar;
    private final Optional<String> stage;
    private final int part;
    private final int parts;
    private String note = "";

    BarTask(ProgressBar bar, Optional<String> stage, int part, int parts) {
      this.bar = bar;
      this.stage = stage;
      this.part = part;
      this.parts = parts;
      tell();
    }

    @Override
    public synchronized void advance(long units) {
      bar.stepBy(units);
      tell();
    }

    @Override
    public synchronized void note(String text) {
      note = "; " + text;
      tell();
    }

    private void tell() {
      stage
          .filter(name -> parts > 0)
          .ifPresent(name -> timeLeft.partDone(name, part, parts, bar.getNormalizedProgress()));
      String inAll = timeLeft.text();
      bar.setExtraMessage((inAll.isEmpty() ? "" : ", " + inAll) + note);
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}

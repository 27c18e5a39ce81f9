package org.atelier.runner.cli;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a bar for each piece of work, with units per second and the time left. */
final class BarProgress extends StagesProgress {
  private static final int UPDATE_MILLISECONDS = 250;

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
            .setUnit(" " + unit, 1)
            .showSpeed(new DecimalFormat("#,##0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(UPDATE_MILLISECONDS)
            .setConsumer(new ConsoleProgressBarConsumer(stream))
            .build();
    return new BarTask(bar, stage, part, parts);
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
      note = " " + text;
      tell();
    }

    private void tell() {
      stage
          .filter(name -> parts > 0)
          .ifPresent(name -> timeLeft.partDone(name, part, parts, bar.getNormalizedProgress()));
      String inAll = timeLeft.text();
      bar.setExtraMessage(note + (inAll.isEmpty() ? "" : " (" + inAll + ")"));
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}

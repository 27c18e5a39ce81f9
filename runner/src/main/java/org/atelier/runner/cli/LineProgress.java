package org.atelier.runner.cli;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Shows a plain line now and then, for logs and pipes: never more than one in five seconds, however
 * many pieces of work there are.
 */
final class LineProgress extends StagesProgress {
  private static final long INTERVAL_NANOS = 5_000_000_000L;

  private final PrintStream stream;
  private final LongSupplier nanoTime;
  private final TimeLeft timeLeft;
  private long lastLine;

  /**
   * Makes the progress.
   *
   * @param stream takes the lines
   * @param nanoTime tells the time in nanoseconds, from any origin
   * @param timeLeft tells how long the pipeline will still take
   */
  LineProgress(PrintStream stream, LongSupplier nanoTime, TimeLeft timeLeft) {
    this.stream = stream;
    this.nanoTime = nanoTime;
    this.timeLeft = timeLeft;
    this.lastLine = nanoTime.getAsLong();
  }

  @Override
  Task begin(Optional<String> stage, String what, int part, int parts, long total, String unit) {
    return new LineTask(stage, what, part, parts, total, unit);
  }

  @Override
  void say(Optional<String> stage, String text) {
    stream.println("  " + named(stage, text));
  }

  private synchronized boolean mayPrint(long now) {
    if (now - lastLine < INTERVAL_NANOS) {
      return false;
    }
    lastLine = now;
    return true;
  }

  private final class LineTask implements Task {
    private final Optional<String> stage;
    private final String what;
    private final int part;
    private final int parts;
    private final long total;
    private final String unit;
    private final long start = nanoTime.getAsLong();
    private long done;
    private String note = "";

    LineTask(Optional<String> stage, String what, int part, int parts, long total, String unit) {
      this.stage = stage;
      this.what = named(stage, what);
      this.part = part;
      this.parts = parts;
      this.total = total;
      this.unit = unit;
      stage.filter(name -> parts > 0).ifPresent(name -> timeLeft.partDone(name, part, parts, 0));
    }

    @Override
    public synchronized void advance(long units) {
      done += units;
      stage
          .filter(name -> parts > 0)
          .ifPresent(name -> timeLeft.partDone(name, part, parts, (double) done / total));
      printIfDue();
    }

    @Override
    public synchronized void note(String text) {
      note = "; " + text;
    }

    @Override
    public synchronized void close() {
      printIfDue();
    }

    private void printIfDue() {
      long now = nanoTime.getAsLong();
      if (mayPrint(now)) {
        stream.println(line((now - start) / 1e9));
      }
    }

    private String line(double seconds) {
      String inAll = timeLeft.text();
      return "  %s: %s%s%s"
          .formatted(
              what,
              ProgressText.of(done, total, unit, seconds),
              inAll.isEmpty() ? "" : ", " + inAll,
              note);
    }
  }
}

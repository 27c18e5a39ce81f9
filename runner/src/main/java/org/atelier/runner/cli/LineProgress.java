package org.atelier.runner.cli;

import java.io.PrintStream;
import java.util.function.LongSupplier;
import org.atelier.api.service.Progress;
import org.atelier.runner.report.Figures;

/**
 * Shows a plain line now and then, for logs and pipes: never more than one in five seconds, however
 * many pieces of work there are.
 */
final class LineProgress implements Progress {
  private static final long INTERVAL_NANOS = 5_000_000_000L;

  private final PrintStream stream;
  private final LongSupplier nanoTime;
  private long lastLine;

  /**
   * Makes the progress.
   *
   * @param stream takes the lines
   * @param nanoTime tells the time in nanoseconds, from any origin
   */
  LineProgress(PrintStream stream, LongSupplier nanoTime) {
    this.stream = stream;
    this.nanoTime = nanoTime;
    this.lastLine = nanoTime.getAsLong();
  }

  @Override
  public Task start(String what, long total, String unit) {
    return new LineTask(what, total, unit);
  }

  private synchronized boolean mayPrint(long now) {
    if (now - lastLine < INTERVAL_NANOS) {
      return false;
    }
    lastLine = now;
    return true;
  }

  private final class LineTask implements Task {
    private final String what;
    private final long total;
    private final String unit;
    private final long start = nanoTime.getAsLong();
    private long done;
    private String note = "";

    LineTask(String what, long total, String unit) {
      this.what = what;
      this.total = total;
      this.unit = unit;
    }

    @Override
    public synchronized void advance(long units) {
      done += units;
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
      double speed = seconds > 0 ? done / seconds : 0;
      String left =
          done > 0 && done < total
              ? ", %s left".formatted(Figures.duration((total - done) / speed))
              : "";
      return "  %s: %s of %s %s, %s %s/s%s%s"
          .formatted(
              what,
              Figures.count(done),
              Figures.count(total),
              unit,
              Figures.speed(speed),
              unit,
              left,
              note);
    }
  }
}

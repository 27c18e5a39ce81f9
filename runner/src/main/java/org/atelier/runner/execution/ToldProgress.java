package org.atelier.runner.execution;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Passes on how far a stage has come to the run that it works for, a few times a second. */
final class ToldProgress implements RunProgress {
  private static final long INTERVAL_NANOS = 200_000_000L;

  private final Consumer<StageMessage> run;
  private final LongSupplier nanoTime;
  private int works;

  /**
   * Makes the progress.
   *
   * @param run is told
   * @param nanoTime tells the time in nanoseconds, from any origin
   */
  ToldProgress(Consumer<StageMessage> run, LongSupplier nanoTime) {
    this.run = run;
    this.nanoTime = nanoTime;
  }

  @Override
  public ToldProgress of(String stage) {
    return this;
  }

  @Override
  public Task start(String what, long total, String unit) {
    return startPart(what, 0, 0, total, unit);
  }

  @Override
  public Task startPart(String what, int part, int parts, long total, String unit) {
    int number = next();
    run.accept(StageMessage.begins(number, what, part, parts, total, unit));
    return new ToldTask(number);
  }

  @Override
  public void say(String text) {
    run.accept(StageMessage.text(StageMessage.Kind.SAYS, 0, text));
  }

  @Override
  public void expectMemory(long bytes) {
    run.accept(StageMessage.expects(bytes));
  }

  private synchronized int next() {
    return ++works;
  }

  /** One piece of work. */
  private final class ToldTask implements Task {
    private final int number;
    private long told = nanoTime.getAsLong();
    private long untold;
    private String note = "";

    ToldTask(int number) {
      this.number = number;
    }

    @Override
    public synchronized void advance(long units) {
      untold += units;
      if (nanoTime.getAsLong() - told >= INTERVAL_NANOS) {
        tell();
      }
    }

    @Override
    public synchronized void note(String text) {
      note = text;
    }

    @Override
    public synchronized void close() {
      tell();
      run.accept(StageMessage.text(StageMessage.Kind.ENDS, number, ""));
    }

    private void tell() {
      told = nanoTime.getAsLong();
      if (!note.isEmpty()) {
        run.accept(StageMessage.text(StageMessage.Kind.NOTES, number, note));
        note = "";
      }
      if (untold > 0) {
        run.accept(StageMessage.advances(number, untold));
        untold = 0;
      }
    }
  }
}

package org.atelier.runner.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Objects;
import org.atelier.runner.execution.RunProgress;
import org.atelier.runner.report.Ink;
import picocli.CommandLine.Help.Ansi;

/**
 * Where the program reads and prints.
 *
 * @param in what is typed or piped in
 * @param out takes what was asked for
 * @param err takes progress, notices and errors
 * @param interactive whether a person looks on, so that lines may be overwritten
 * @param ink colours
 */
public record Terminal(
    InputStream in, PrintStream out, PrintStream err, boolean interactive, Ink ink) {
  /** Checks that everything is there. */
  public Terminal {
    Objects.requireNonNull(in, "in");
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(err, "err");
    Objects.requireNonNull(ink, "ink");
  }

  /** Returns the terminal of this process. */
  @SuppressWarnings("SystemConsoleNull") // what Java 22 changed is seen to
  public static Terminal ofThisProcess() {
    // Since Java 22 there is a console even where no person is; picocli knows how to ask.
    boolean console = System.console() != null;
    boolean coloured = Ansi.AUTO.enabled();
    boolean interactive = Runtime.version().feature() < 22 ? console : console && coloured;
    return new Terminal(System.in, System.out, System.err, interactive, new Ink(coloured));
  }

  /** Returns a terminal that nobody looks at or types into. */
  public static Terminal of(PrintStream out, PrintStream err) {
    return of(InputStream.nullInputStream(), out, err);
  }

  /** Returns a terminal that nobody looks at. */
  public static Terminal of(InputStream in, PrintStream out, PrintStream err) {
    return new Terminal(in, out, err, false, new Ink(false));
  }

  /** Returns what shows progress of work outside of a run. */
  RunProgress progress() {
    return progress(new TimeLeft(System::nanoTime, 1), false);
  }

  /**
   * Returns what shows progress: bars if a person looks on and one stage runs at a time, else a
   * line now and then.
   *
   * @param timeLeft tells how long the pipeline will still take
   * @param sideBySide whether several stages may run at a time
   */
  RunProgress progress(TimeLeft timeLeft, boolean sideBySide) {
    return interactive && !sideBySide
        ? new BarProgress(err, timeLeft)
        : new LineProgress(err, System::nanoTime, timeLeft);
  }

  /** Tells the user something on the way. */
  void notice(String text) {
    err.println(text);
  }
}

package org.atelier.runner.cli;

import org.atelier.runner.execution.RunStatus;

/** What the process tells its caller. */
final class ExitCode {
  /** Everything is done. */
  static final int DONE = 0;

  /** A stage failed. */
  static final int FAILED = 1;

  /** The pipeline file or the command line is wrong. */
  static final int WRONG_INPUT = 2;

  /** Images were predicted, but others could not be read. */
  static final int PARTLY_DONE = 3;

  /** The user pressed Ctrl-C: 128 and the number of the signal, as shells have it. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}

  static int of(RunStatus status) {
    return switch (status) {
      case DONE -> DONE;
      case INTERRUPTED -> INTERRUPTED;
      case FAILED, RUNNING, KILLED -> FAILED;
    };
  }
}

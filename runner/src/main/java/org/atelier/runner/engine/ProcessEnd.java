package org.atelier.runner.engine;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/** Ends this process while other threads may still compute. */
public final class ProcessEnd {
  private ProcessEnd() {}

  /**
   * Ends the process without the farewells of native libraries. Java's own way lets them free what
   * a thread may be computing with, which ends in a crash and its report.
   *
   * @param exitCode what the process leaves
   */
  public static void now(int exitCode) {
    try {
      if (!Platform.isWindows()) {
        Native.load(Platform.C_LIBRARY_NAME, PosixRuntime.class)._exit(exitCode);
      }
    } finally {
      Runtime.getRuntime().halt(exitCode);
    }
  }

  /** The part of the POSIX C library that is needed. */
  interface PosixRuntime extends Library {
    /** Ends the process; does not return. */
    void _exit(int status);
  }
}

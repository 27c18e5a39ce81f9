package org.atelier.runner.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.atelier.runner.engine.ProcessEnd;

/**
 * Lets a run end in order when the user presses Ctrl-C: the process, which is about to end, asks
 * the run to stop and waits for its last words.
 */
final class Interruption {
  /** Longer than a batch takes; then the process ends without the last words. */
  private static final long PATIENCE_SECONDS = 60;

  private final Runnable stop;
  private final CountDownLatch spoken = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "interruption");

  /**
   * Begins to listen.
   *
   * @param stop asks the run to stop
   */
  Interruption(Runnable stop) {
    this.stop = stop;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stopAndWait() {
    stop.run();
    try {
      if (!spoken.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        ProcessEnd.now(ExitCode.INTERRUPTED);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts a shutdown hook; if somebody does, the process may end at once.
      Thread.currentThread().interrupt();
    }
  }

  /** The run is over and has said what it had to. */
  void over() {
    spoken.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already: the hook is what asked this run to stop.
    }
  }
}

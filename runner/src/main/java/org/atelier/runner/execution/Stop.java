package org.atelier.runner.execution;

/** A wish to stop, passed on to the thread that does the work while it does. */
final class Stop {
  private Thread thread;
  private boolean requested;

  /** From here on this thread is to be interrupted. */
  synchronized void begin() {
    thread = Thread.currentThread();
    if (requested) {
      thread.interrupt();
    }
  }

  synchronized void request() {
    requested = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  synchronized boolean requested() {
    return requested;
  }

  /** From here on the thread is left alone, and writes what it has to. */
  synchronized void end() {
    thread = null;
    Thread.interrupted();
  }
}

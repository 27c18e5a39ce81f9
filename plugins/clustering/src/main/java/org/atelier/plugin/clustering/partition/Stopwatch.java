package org.atelier.plugin.clustering.partition;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes in the run's log how long each step of a stage took. */
final class Stopwatch {
  private static final Logger LOG = LoggerFactory.getLogger(Stopwatch.class);
  private static final double NANOSECONDS = 1e9;

  private final String stage;
  private long began = System.nanoTime();

  Stopwatch(String stage) {
    this.stage = stage;
  }

  /** Ends a step and begins the next. */
  void lap(String step) {
    long now = System.nanoTime();
    LOG.info(
        "{}: {} took {} s",
        stage,
        step,
        String.format(Locale.ROOT, "%.3f", (now - began) / NANOSECONDS));
    began = now;
  }
}

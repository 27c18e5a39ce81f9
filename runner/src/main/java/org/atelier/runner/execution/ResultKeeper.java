package org.atelier.runner.execution;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.atelier.runner.plan.PlannedComponent;

/** Keeps the results of one run's stages for later runs. */
final class ResultKeeper {
  private final StageStore store;
  private final LastResults last;
  private final String pipeline;
  private final RunFolder folder;
  private final Clock clock;

  /**
   * Makes a keeper.
   *
   * @param cache the program's cache folder
   * @param pipeline the pipeline's name
   * @param folder the run folder
   * @param clock tells the local time
   */
  ResultKeeper(Path cache, String pipeline, RunFolder folder, Clock clock) {
    this.store = new StageStore(cache);
    this.last = new LastResults(cache, pipeline);
    this.pipeline = pipeline;
    this.folder = folder;
    this.clock = clock;
  }

  StageStore store() {
    return store;
  }

  LastResults last() {
    return last;
  }

  /**
   * Writes into the folder of a stage where its result comes from.
   *
   * @param result the folder, all of whose files are written
   * @param seconds how long the stage took
   * @throws IOException if it cannot be written
   */
  void record(PlannedComponent stage, StageKey key, Path result, double seconds)
      throws IOException {
    String ended =
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            ZonedDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS));
    StageRecord.write(
        result,
        key,
        new StageRecord.Origin(
            pipeline, stage.name(), stage.spec().type(), folder.path().toString(), ended, seconds));
  }

  /**
   * Keeps a result, unless it would never be reused.
   *
   * @param result the stage's folder in the run
   * @throws IOException if it cannot be kept
   */
  void keep(PlannedComponent stage, StageKey key, Path result) throws IOException {
    if (key.pluginWithoutDigest().isEmpty()) {
      store.keep(key, result);
    }
    last.remember(stage.path(), key);
  }
}

package org.atelier.runner.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.atelier.runner.execution.StageRecord;
import org.atelier.runner.execution.StageStore;

/** Lists the results that are kept in the cache. */
public final class CacheText {
  /** Enough of a key to tell results apart. */
  private static final int SHORT = 12;

  private CacheText() {}

  /**
   * Returns a table of results.
   *
   * @param results the results
   * @param now the present, for how long ago they were used
   * @param ink colours
   */
  public static String table(List<StageStore.Kept> results, Instant now, Ink ink) {
    TextTable table =
        new TextTable(
            List.of("result", "pipeline", "stage", "type", "size", "took", "made", "used"),
            List.of(false, false, false, false, true, true, false, false));
    for (StageStore.Kept kept : results) {
      StageRecord.Origin origin = kept.record().origin();
      table.add(
          List.of(
              kept.record().key().substring(0, SHORT),
              origin.pipeline(),
              origin.stage(),
              origin.type(),
              Figures.bytes(kept.record().bytes()),
              Figures.duration(origin.seconds()),
              origin.ended().replaceFirst("T", " "),
              ago(Duration.between(kept.used(), now))));
    }
    return table.text(ink);
  }

  private static String ago(Duration since) {
    if (since.toMinutes() < 1) {
      return "just now";
    }
    if (since.toHours() < 1) {
      return since.toMinutes() + " min ago";
    }
    return since.toDays() < 1 ? since.toHours() + " h ago" : since.toDays() + " d ago";
  }
}

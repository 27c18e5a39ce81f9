package org.atelier.runner.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.atelier.api.result.Metric;
import org.atelier.runner.execution.RecordedRun;
import org.atelier.runner.execution.RunRecord;
import org.atelier.runner.execution.RunStatus;

/** Lists runs. */
public final class RunsText {
  private RunsText() {}

  /**
   * Returns a table with a row for each run.
   *
   * @param runs the runs in order
   * @param folder the folder of all runs, which the runs' names start below
   * @param ink colours
   */
  public static String table(List<RecordedRun> runs, Path folder, Ink ink) {
    TextTable table =
        new TextTable(
            List.of("run", "status", "started", "took", "stages", "result"),
            List.of(false, false, false, true, false, false));
    for (RecordedRun run : runs) {
      RunRecord record = run.record();
      table.add(
          List.of(
              name(run, folder),
              record.status().word(),
              record.started().replaceFirst("T", " "),
              Figures.duration(record.seconds()),
              stages(record),
              result(record)));
    }
    return table.text(ink);
  }

  /** Returns the name of a run below the folder of all runs, or else its whole path. */
  static String name(RecordedRun run, Path folder) {
    Path base = folder.toAbsolutePath().normalize();
    return (run.folder().startsWith(base) ? base.relativize(run.folder()) : run.folder())
        .toString();
  }

  private static String stages(RunRecord record) {
    long done = record.stages().stream().filter(stage -> stage.status() == RunStatus.DONE).count();
    long reused = record.stages().stream().filter(RunRecord.StageEntry::reused).count();
    return reused == 0 ? done + " done" : "%d done, %d reused".formatted(done, reused);
  }

  /** Returns the first metric of the last stage that has any, or why the run failed. */
  private static String result(RunRecord record) {
    if (!record.failures().isEmpty()) {
      return record.failures().get(0).stage().map("failed in "::concat).orElse("failed");
    }
    for (int i = record.stages().size() - 1; i >= 0; i--) {
      RunRecord.StageEntry stage = record.stages().get(i);
      Optional<Metric> first = stage.metrics().stream().findFirst();
      if (first.isPresent()) {
        return "%s %s %s"
            .formatted(stage.name(), first.get().name(), Comparison.shown(first.get()));
      }
    }
    return "-";
  }
}

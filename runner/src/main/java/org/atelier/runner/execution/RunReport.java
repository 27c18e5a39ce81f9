package org.atelier.runner.execution;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * How a run went.
 *
 * @param status how it ended
 * @param folder the run folder
 * @param seconds wall time
 * @param stages the stages that were begun, in the order of the plan
 * @param failures why it failed; more than one if several stages ran side by side
 */
public record RunReport(
    RunStatus status,
    Path folder,
    double seconds,
    List<StageReport> stages,
    List<Failure> failures) {
  /** Copies the lists. */
  public RunReport {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(folder, "folder");
    stages = List.copyOf(stages);
    failures = List.copyOf(failures);
  }

  /** Returns the log file. */
  public Path log() {
    return folder.resolve(RunFolder.LOG);
  }
}

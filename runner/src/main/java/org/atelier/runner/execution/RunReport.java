package org.atelier.runner.execution;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a run went.
 *
 * @param status how it ended
 * @param folder the run folder
 * @param seconds wall time
 * @param stages the stages that were begun, in order
 * @param failure why it failed, if it did
 */
public record RunReport(
    RunStatus status,
    Path folder,
    double seconds,
    List<StageReport> stages,
    Optional<Failure> failure) {
  /** Copies the stages. */
  public RunReport {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(failure, "failure");
    stages = List.copyOf(stages);
  }

  /** Returns the log file. */
  public Path log() {
    return folder.resolve(RunFolder.LOG);
  }
}

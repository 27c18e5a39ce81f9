package org.atelier.runner.execution;

import java.nio.file.Path;
import java.util.Objects;
import org.atelier.runner.output.ResultsWriter;
import org.atelier.runner.plan.Member;

/**
 * How one stage went.
 *
 * @param name the stage's name
 * @param member which repetition of a stage it is
 * @param type its type
 * @param status how it ended
 * @param seconds wall time
 * @param folder where its files lie; the partial ones, if it did not end well
 * @param results what it reported
 */
public record StageReport(
    String name,
    Member member,
    String type,
    RunStatus status,
    double seconds,
    Path folder,
    ResultsWriter.Report results) {
  /** Checks that everything is there. */
  public StageReport {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(member, "member");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(results, "results");
  }
}

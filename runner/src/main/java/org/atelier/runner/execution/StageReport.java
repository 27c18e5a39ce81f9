package org.atelier.runner.execution;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.atelier.runner.output.ResultsWriter;
import org.atelier.runner.plan.Member;

/**
 * How one stage went.
 *
 * @param name the stage's name
 * @param member which repetition of a stage it is
 * @param type its type
 * @param key identifies what it computes
 * @param decision whether it ran or an earlier result was reused, and why
 * @param status how it ended
 * @param seconds wall time
 * @param folder where its files lie; the partial ones, if it did not end well
 * @param results what it reported
 * @param goneOnAfter how far an earlier, unfinished run of the stage had come, if this one went on
 *     from there
 * @param reached how far its last checkpoint is, if it has one
 */
public record StageReport(
    String name,
    Member member,
    String type,
    StageKey key,
    Decision decision,
    RunStatus status,
    double seconds,
    Path folder,
    ResultsWriter.Report results,
    Optional<String> goneOnAfter,
    Optional<String> reached) {
  /** Checks that everything is there. */
  public StageReport {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(member, "member");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(results, "results");
    Objects.requireNonNull(goneOnAfter, "goneOnAfter");
    Objects.requireNonNull(reached, "reached");
  }
}

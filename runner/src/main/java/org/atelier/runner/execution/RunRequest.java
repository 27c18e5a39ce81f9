package org.atelier.runner.execution;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.atelier.runner.plan.Plan;

/**
 * What is to be run.
 *
 * @param plan the checked plan
 * @param runs the folder of all runs
 * @param cache the folder of what can be made again: checkpoints and the results of stages
 * @param selection which stages are wanted, and which of them anew; the plan has those only
 * @param sideBySide how stages run side by side; empty if one runs after the other
 * @param command the command line that asks for it, to be recorded and shown
 */
public record RunRequest(
    Plan plan,
    Path runs,
    Path cache,
    Selection selection,
    Optional<SideBySide> sideBySide,
    String command) {
  /** Checks that everything is there. */
  public RunRequest {
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(runs, "runs");
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(selection, "selection");
    Objects.requireNonNull(sideBySide, "sideBySide");
    Objects.requireNonNull(command, "command");
  }
}

package org.atelier.runner.execution;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.atelier.api.UserException;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;

/**
 * Which stages of a pipeline the user wants, and which of them anew.
 *
 * @param force whether no earlier result is reused
 * @param from the stage that runs anew with all that depend on it
 * @param to the stage that is run with all that it depends on, and no other
 * @param only the stage that is run with reused results of those that it depends on
 * @param verify whether files are read again that look unchanged by their size and time
 */
public record Selection(
    boolean force,
    Optional<String> from,
    Optional<String> to,
    Optional<String> only,
    boolean verify) {
  /** All stages, reused where nothing changed. */
  public static final Selection ALL =
      new Selection(false, Optional.empty(), Optional.empty(), Optional.empty(), false);

  /** Checks that everything is there. */
  public Selection {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(only, "only");
  }

  /**
   * Returns the plan of the stages that are wanted.
   *
   * @throws UserException if it names a stage that the pipeline does not have
   */
  public Plan choose(Plan plan) {
    if (only.isPresent() && (to.isPresent() || from.isPresent())) {
      throw new UserException(
          "--only goes with neither --from nor --to", "leave one of the options out");
    }
    Plan chosen = plan;
    if (only.isPresent()) {
      chosen = plan.with(needed(named("--only", only.get(), plan), plan));
    } else if (to.isPresent()) {
      chosen = plan.with(needed(named("--to", to.get(), plan), plan));
    }
    if (from.isPresent()) {
      named("--from", from.get(), plan);
      named("--to %s --from".formatted(to.orElse("")), from.get(), chosen);
    }
    return chosen;
  }

  /**
   * Tells why a stage runs even if nothing changed; empty if it need not.
   *
   * @param plan the whole plan, or that of the wanted stages
   */
  Optional<String> forced(PlannedComponent stage, Plan plan) {
    if (only.isPresent() && !isNamed(stage, only.get())) {
      return Optional.empty();
    }
    if (force) {
      return Optional.of("--force asks for it");
    }
    return from.filter(name -> follows(stage, name, plan)).map("--from %s asks for it"::formatted);
  }

  /** Tells whether a stage may only be reused, as it is needed but not wanted. */
  boolean mayNotRun(PlannedComponent stage) {
    return only.isPresent() && !isNamed(stage, only.get());
  }

  private static boolean follows(PlannedComponent stage, String name, Plan plan) {
    return needed(Set.of(stage.path()), plan).stream()
        .map(path -> plan.find(path).orElseThrow())
        .anyMatch(needed -> isNamed(needed, name));
  }

  /** A stage that is repeated goes by its name in the file, too. */
  private static boolean isNamed(PlannedComponent stage, String name) {
    return stage.name().equals(name) || stage.member().stage().equals(name);
  }

  private static Set<String> named(String option, String name, Plan plan) {
    Set<String> paths = new LinkedHashSet<>();
    plan.stages().stream()
        .filter(stage -> isNamed(stage, name))
        .forEach(stage -> paths.add(stage.path()));
    if (paths.isEmpty()) {
      List<String> names =
          plan.stages().stream().map(stage -> stage.member().stage()).distinct().toList();
      throw new UserException(
          "%s %s: the pipeline has no stage of that name".formatted(option, name),
          "name one of its stages: " + String.join(", ", names));
    }
    return paths;
  }

  private static Set<String> needed(Set<String> wanted, Plan plan) {
    Set<String> needed = new LinkedHashSet<>(wanted);
    // Each stage comes after those that it depends on.
    for (int i = plan.stages().size() - 1; i >= 0; i--) {
      PlannedComponent stage = plan.stages().get(i);
      if (needed.contains(stage.path())) {
        needed.addAll(plan.inputs(stage));
      }
    }
    return needed;
  }
}

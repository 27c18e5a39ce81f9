package org.atelier.runner.execution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.UserException;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;

/** Decides which stages of a plan run and which results are reused. */
final class Decisions {
  private final Plan plan;
  private final Selection selection;
  private final StageStore store;
  private final LastResults last;

  Decisions(Plan plan, Selection selection, StageStore store, LastResults last) {
    this.plan = plan;
    this.selection = selection;
    this.store = store;
    this.last = last;
  }

  /**
   * Decides for all stages.
   *
   * @param keys the keys by the stages' paths
   * @return the decisions by the stages' paths
   * @throws UserException if a stage would have to run that may not
   * @throws IOException if the cache cannot be read
   */
  Map<String, Decision> of(Map<String, StageKey> keys) throws IOException {
    Map<String, Decision> decisions = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (PlannedComponent stage : plan.stages()) {
      Decision decision = decide(stage, keys.get(stage.path()));
      if (!decision.reuses() && selection.mayNotRun(stage)) {
        missing.add("%s (%s)".formatted(stage.name(), decision.reason()));
      }
      decisions.put(stage.path(), decision);
    }
    if (!missing.isEmpty()) {
      String only = selection.only().orElseThrow();
      throw new UserException(
          "--only %s: it depends on stages that have no result to reuse: %s"
              .formatted(only, String.join(", ", missing)),
          "give the same command with '--to %s' instead of '--only %s': then these run too"
              .formatted(only, only));
    }
    return decisions;
  }

  private Decision decide(PlannedComponent stage, StageKey key) throws IOException {
    Optional<String> forced = selection.forced(stage, plan);
    if (forced.isPresent()) {
      return Decision.anew(forced.get());
    }
    Optional<String> untold = key.pluginWithoutDigest();
    if (untold.isPresent()) {
      return Decision.run(
          "plugin %s is on the class path, where a change of it would go unseen"
              .formatted(untold.get()));
    }
    Optional<StageStore.Kept> kept = store.find(key);
    if (kept.isEmpty()) {
      return Decision.run(missing(stage, key));
    }
    Optional<String> damage = kept.get().record().damage(kept.get().folder(), selection.verify());
    if (damage.isPresent()) {
      return Decision.anew("%s of its kept result was changed or damaged".formatted(damage.get()));
    }
    return Decision.reuse(kept.get());
  }

  private String missing(PlannedComponent stage, StageKey key) throws IOException {
    Optional<LastResults.Last> before = last.find(stage.path());
    if (before.isEmpty()) {
      return "it never ran before";
    }
    return before.get().key().equals(key.hex())
        ? "its result is no longer in the cache"
        : Differences.text(before.get().facts(), key.facts());
  }
}

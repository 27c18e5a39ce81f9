package org.atelier.runner.execution;

import java.util.Objects;
import java.util.Optional;

/**
 * Whether a stage runs or an earlier result of it is reused, and why.
 *
 * @param reason why, as half a sentence, such as {@code setting epochs changed from 10 to 20}
 * @param kept the result that is reused; empty if the stage runs
 * @param forced whether the user wants the stage anew, so that nothing of earlier work is used
 */
public record Decision(String reason, Optional<StageStore.Kept> kept, boolean forced) {
  /** Checks that both are there. */
  public Decision {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(kept, "kept");
  }

  static Decision run(String reason) {
    return new Decision(reason, Optional.empty(), false);
  }

  static Decision force(String reason) {
    return new Decision(reason, Optional.empty(), true);
  }

  static Decision reuse(StageStore.Kept kept) {
    return new Decision(
        "nothing changed since %s"
            .formatted(kept.record().origin().ended().replaceFirst("T", " at ")),
        Optional.of(kept),
        false);
  }

  /** Tells whether an earlier result is reused. */
  public boolean reuses() {
    return kept.isPresent();
  }

  /** Returns what happens and why, such as {@code runs: it never ran}. */
  public String sentence() {
    return (reuses() ? "reused: " : "runs: ") + reason;
  }
}

package org.atelier.runner.execution;

import java.util.Objects;
import java.util.Optional;

/**
 * Whether a stage runs or an earlier result of it is reused, and why.
 *
 * @param reason why, as half a sentence, such as {@code setting epochs changed from 10 to 20}
 * @param kept the result that is reused; empty if the stage runs
 * @param anew whether earlier work of the stage is discarded, as the user asks for it or it is
 *     damaged
 */
public record Decision(String reason, Optional<StageStore.Kept> kept, boolean anew) {
  /** Checks that both are there. */
  public Decision {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(kept, "kept");
  }

  static Decision run(String reason) {
    return new Decision(reason, Optional.empty(), false);
  }

  static Decision anew(String reason) {
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

  /** Returns what happens and why, such as {@code runs: it never ran before}. */
  public String sentence() {
    return (reuses() ? "reused: " : "runs: ") + reason;
  }
}

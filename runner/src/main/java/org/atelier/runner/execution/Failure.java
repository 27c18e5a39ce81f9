package org.atelier.runner.execution;

import java.util.Objects;
import java.util.Optional;

/**
 * Why a run failed.
 *
 * @param stage the stage that failed; empty if none had begun
 * @param message what happened
 * @param blame whose fault it is, as a sentence; empty if the user can mend it
 * @param remedy what to do about it
 */
public record Failure(
    Optional<String> stage, String message, Optional<String> blame, String remedy) {
  /** Checks that everything is there. */
  public Failure {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(blame, "blame");
    Objects.requireNonNull(remedy, "remedy");
  }
}

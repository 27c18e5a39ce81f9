package org.atelier.runner.engine;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * An engine that was chosen and not started yet.
 *
 * @param identity which it is
 * @param starter starts it
 */
public record ChosenEngine(EngineIdentity identity, Supplier<ActiveEngine> starter)
    implements Supplier<ActiveEngine> {
  /** Checks that both are there. */
  public ChosenEngine {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(starter, "starter");
  }

  /** Starts the engine. */
  @Override
  public ActiveEngine get() {
    return starter.get();
  }
}

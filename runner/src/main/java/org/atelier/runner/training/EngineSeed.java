package org.atelier.runner.training;

import ai.djl.engine.Engine;
import org.atelier.api.service.Compute;

/** Sets where the engine's own random numbers start: initialisation and dropout. */
final class EngineSeed {
  private EngineSeed() {}

  /** Starts the engine's random numbers at a seed, of which an engine takes 32 bits. */
  static void set(Compute compute, long seed) {
    Engine.getEngine(compute.engine()).setRandomSeed(Long.hashCode(seed));
  }
}

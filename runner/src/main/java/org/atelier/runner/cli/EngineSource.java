package org.atelier.runner.cli;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.atelier.runner.engine.ActiveEngine;

/** Gives a run its engine. */
@FunctionalInterface
public interface EngineSource {
  /**
   * Chooses an engine; the supplier starts it.
   *
   * @param engine {@code auto}, {@code mxnet} or {@code pytorch}
   * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}
   * @param notices takes what the user should be told meanwhile
   * @throws org.atelier.api.UserException if what is asked for cannot be used here
   */
  Supplier<ActiveEngine> choose(String engine, String device, Consumer<String> notices);
}

package org.atelier.runner.cli;

import java.util.function.Consumer;
import org.atelier.runner.engine.ChosenEngine;

/** Gives a run its engine. */
@FunctionalInterface
public interface EngineSource {
  /**
   * Chooses an engine without starting it.
   *
   * @param engine {@code auto}, {@code mxnet} or {@code pytorch}
   * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}
   * @param notices takes what the user should be told meanwhile
   * @throws org.atelier.api.UserException if what is asked for cannot be used here
   */
  ChosenEngine choose(String engine, String device, Consumer<String> notices);
}

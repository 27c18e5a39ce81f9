package org.atelier.runner.cli;

import java.util.function.Consumer;
import org.atelier.runner.engine.ChosenEngine;
import org.atelier.runner.engine.EngineChoice;
import org.atelier.runner.engine.EngineStarter;

/** The engines of this installation. */
public final class InstalledEngines implements EngineSource {
  /** Makes the source; nothing is loaded yet. */
  public InstalledEngines() {}

  @Override
  public ChosenEngine choose(String engine, String device, Consumer<String> notices) {
    EngineStarter starter = EngineStarter.onThisMachine(notices);
    // Chosen first, so that a wish that cannot be met is told before a run begins.
    EngineChoice choice = starter.choose(engine, device);
    return new ChosenEngine(starter.identity(choice), () -> starter.start(engine, device));
  }
}

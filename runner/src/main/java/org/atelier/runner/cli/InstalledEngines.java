package org.atelier.runner.cli;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.atelier.runner.engine.ActiveEngine;
import org.atelier.runner.engine.EngineStarter;

/** The engines of this installation. */
public final class InstalledEngines implements EngineSource {
  /** Makes the source; nothing is loaded yet. */
  public InstalledEngines() {}

  @Override
  public Supplier<ActiveEngine> choose(String engine, String device, Consumer<String> notices) {
    EngineStarter starter = EngineStarter.onThisMachine(notices);
    // Chosen first, so that a wish that cannot be met is told before a run begins.
    starter.choose(engine, device);
    return () -> starter.start(engine, device);
  }
}

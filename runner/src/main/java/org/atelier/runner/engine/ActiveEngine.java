package org.atelier.runner.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.OptionalLong;
import org.atelier.api.service.Compute;

/**
 * The one engine of this process, started.
 *
 * @param choice which engine on which device, and why
 * @param version the engine's version
 * @param natives the native libraries' version, flavor and platform
 * @param bindings the version of DJL
 * @param threads how many threads one operation uses on the CPU
 */
public record ActiveEngine(
    EngineChoice choice, String version, String natives, String bindings, int threads)
    implements Compute {
  @Override
  public String engine() {
    return choice.engine().title();
  }

  @Override
  public Device device() {
    return choice.device();
  }

  /** Returns what results depend on. */
  public EngineIdentity identity() {
    return new EngineIdentity(engine(), natives, bindings, choice.deviceText(), choice.safeMode());
  }

  /** Returns why this engine and this device. */
  public String reason() {
    return choice.reason();
  }

  @Override
  public OptionalLong freeMemory() {
    return FreeMemory.afterGivingBack(device(), engine());
  }

  @Override
  public NDManager newManager() {
    return NDManager.newBaseManager(device(), engine());
  }

  @Override
  public GradientCollector predictionGradients() {
    return PredictionGradients.collector(Engine.getEngine(engine()));
  }

  /** Returns engine, device, threads and reason in one line, to be said once. */
  public String sentence() {
    return "%s %s on %s, %d %s: %s"
        .formatted(
            engine(),
            version,
            choice.deviceText(),
            threads,
            threads == 1 ? "thread" : "threads",
            reason());
  }
}

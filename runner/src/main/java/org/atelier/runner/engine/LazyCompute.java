package org.atelier.runner.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.atelier.api.service.Compute;

/** An engine that is started when something is computed, if ever. Safe for several threads. */
public final class LazyCompute implements Compute {
  private final Supplier<ActiveEngine> starter;
  private ActiveEngine started;

  /**
   * Takes an engine that is not started yet.
   *
   * @param starter starts it
   */
  public LazyCompute(Supplier<ActiveEngine> starter) {
    this.starter = Objects.requireNonNull(starter, "starter");
  }

  private synchronized ActiveEngine active() {
    if (started == null) {
      started = starter.get();
    }
    return started;
  }

  @Override
  public String engine() {
    return active().engine();
  }

  @Override
  public Device device() {
    return active().device();
  }

  @Override
  public OptionalLong freeMemory() {
    return active().freeMemory();
  }

  @Override
  public NDManager newManager() {
    return active().newManager();
  }

  @Override
  public GradientCollector predictionGradients() {
    return active().predictionGradients();
  }
}

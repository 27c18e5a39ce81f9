package org.atelier.runner.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.OptionalLong;
import org.atelier.api.service.Compute;
import org.atelier.runner.engine.FreeMemory;
import org.atelier.runner.engine.PredictionGradients;

/** The engine that this test process was started with, on the processor. */
final class ProcessorCompute implements Compute {
  @Override
  public String engine() {
    return Engine.getInstance().getEngineName();
  }

  @Override
  public Device device() {
    return Device.cpu();
  }

  @Override
  public OptionalLong freeMemory() {
    return FreeMemory.on(device());
  }

  @Override
  public NDManager newManager() {
    return Engine.getInstance().newBaseManager(device());
  }

  @Override
  public GradientCollector predictionGradients() {
    return PredictionGradients.collector(Engine.getInstance());
  }
}

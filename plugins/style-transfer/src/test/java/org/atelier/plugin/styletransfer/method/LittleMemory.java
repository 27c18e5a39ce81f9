package org.atelier.plugin.styletransfer.method;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.OptionalLong;
import org.atelier.api.service.Compute;

/** An engine on a device with little free memory, which is to take none of it. */
public record LittleMemory(Device device, OptionalLong freeMemory) implements Compute {
  /** Returns a computer with so many bytes left. */
  public static LittleMemory of(long bytes) {
    return new LittleMemory(Device.cpu(), OptionalLong.of(bytes));
  }

  @Override
  public String engine() {
    return "PyTorch";
  }

  @Override
  public NDManager newManager() {
    throw new AssertionError("memory is taken");
  }

  @Override
  public GradientCollector predictionGradients() {
    throw new AssertionError("memory is taken");
  }
}

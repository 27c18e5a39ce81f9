package org.atelier.runner.engine;

import ai.djl.Device;
import java.util.Optional;

/** What the machine offers to engines. */
public interface Machine {
  /** Looks for GPUs. */
  GpuReport gpus();

  /** Finds an engine's native libraries for this platform on the class path. */
  Optional<NativeLibrary> natives(EngineName engine);

  /** Tries an engine on a device, in a process of its own, or recalls the outcome. */
  SelfCheck check(EngineName engine, Device device);
}

package org.atelier.runner.engine;

import ai.djl.Device;

/**
 * Which engine computes on which device, and why.
 *
 * @param engine the engine
 * @param device the device
 * @param safeMode whether the engine runs without what kills the process or computes wrongly here
 * @param reason why, as half a sentence
 */
public record EngineChoice(EngineName engine, Device device, boolean safeMode, String reason) {
  /** Returns the device as a pipeline file names it: {@code cpu} or {@code gpu:0}. */
  public String deviceText() {
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }
}

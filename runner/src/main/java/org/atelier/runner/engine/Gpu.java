package org.atelier.runner.engine;

/**
 * A GPU that the NVIDIA driver reports.
 *
 * @param index its number, from 0
 * @param name its name, such as {@code NVIDIA A100-SXM4-40GB}
 * @param driver the driver's version
 * @param capability its compute capability times ten: 80 is 8.0
 */
public record Gpu(int index, String name, String driver, int capability) {
  /** Returns the compute capability as NVIDIA writes it, such as {@code 8.0}. */
  public String capabilityText() {
    return capability / 10 + "." + capability % 10;
  }
}

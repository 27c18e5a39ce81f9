package org.atelier.runner.engine;

import java.util.List;

/**
 * What a search for GPUs found.
 *
 * @param gpus the GPUs, by number; empty if there is none that can be used
 * @param finding what was found, as half a sentence: {@code "no NVIDIA driver (nvidia-smi is not on
 *     the PATH)"}
 */
public record GpuReport(List<Gpu> gpus, String finding) {
  /** Copies the list. */
  public GpuReport {
    gpus = List.copyOf(gpus);
  }
}

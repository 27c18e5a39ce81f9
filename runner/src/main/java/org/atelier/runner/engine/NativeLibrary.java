package org.atelier.runner.engine;

/**
 * An engine's native libraries on the class path.
 *
 * @param version the engine's version, such as {@code 2.7.1}
 * @param flavor what they were built for: {@code cpu}, {@code mkl} (CPU, with oneDNN), {@code
 *     cu112mkl}, {@code cu128}
 * @param platform operating system and processor, such as {@code linux-x86_64}
 */
public record NativeLibrary(String version, String flavor, String platform) {
  /** Returns whether they compute on GPUs. */
  public boolean forGpu() {
    return flavor.startsWith("cu");
  }

  /** Returns version, flavor and platform in one word. */
  public String text() {
    return version + "-" + flavor + "-" + platform;
  }
}

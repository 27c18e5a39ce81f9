package org.atelier.runner.engine;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An engine's native libraries.
 *
 * @param version the engine's version, such as {@code 2.1.1}
 * @param flavor what they were built for: {@code cpu}, {@code mkl} (CPU, with oneDNN), {@code
 *     cu112mkl}, {@code cu121}, or {@code own} where that cannot be told
 * @param platform operating system and processor, such as {@code linux-x86_64}
 * @param own the folder of the user's own libraries; empty for those on the class path
 */
public record NativeLibrary(String version, String flavor, String platform, Optional<Path> own) {
  /** Returns whether they compute on GPUs, as far as can be told without loading them. */
  public boolean forGpu() {
    return flavor.startsWith("cu") || flavor.equals("own");
  }

  /** Returns version, flavor and platform in one word, and the folder of the user's own. */
  public String text() {
    String build = version + "-" + flavor + "-" + platform;
    return own.map(folder -> build + " in " + folder).orElse(build);
  }
}

package org.atelier.plugin.imagedatasets.cache;

import java.nio.file.Path;
import java.util.Map;

/** Where caches lie unless a pipeline says otherwise. */
public final class CacheFolder {
  private CacheFolder() {}

  /**
   * Returns the folder {@code images} in {@code $ATELIER_CACHE}, or else in {@code
   * $XDG_CACHE_HOME/atelier}, or else in {@code ~/.cache/atelier}.
   *
   * @param environment the environment's variables
   * @param home the user's home folder
   */
  public static Path standard(Map<String, String> environment, String home) {
    String own = environment.getOrDefault("ATELIER_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own, "images");
    }
    String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
    // the XDG base directory specification: a relative path is to be ignored
    boolean ignored = shared.isEmpty() || !Path.of(shared).isAbsolute();
    return (ignored ? Path.of(home, ".cache") : Path.of(shared)).resolve("atelier/images");
  }
}

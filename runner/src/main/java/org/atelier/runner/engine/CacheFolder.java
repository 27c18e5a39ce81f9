package org.atelier.runner.engine;

import java.nio.file.Path;
import java.util.Map;

/** Where the program keeps what it can make again. */
public final class CacheFolder {
  private CacheFolder() {}

  /**
   * Returns {@code $ATELIER_CACHE}, or else {@code $XDG_CACHE_HOME/atelier}, or else {@code
   * ~/.cache/atelier}. It may not exist yet.
   *
   * @param environment the environment's variables
   * @param home the user's home folder
   */
  public static Path of(Map<String, String> environment, Path home) {
    String own = environment.getOrDefault("ATELIER_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own).toAbsolutePath();
    }
    String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
    // the XDG base directory specification: a relative path is to be ignored
    Path base = shared.isEmpty() ? home.resolve(".cache") : Path.of(shared);
    return (base.isAbsolute() ? base : home.resolve(".cache")).resolve("atelier");
  }
}

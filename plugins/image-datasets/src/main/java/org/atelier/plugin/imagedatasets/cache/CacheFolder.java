package org.atelier.plugin.imagedatasets.cache;

import java.nio.file.Path;
import java.util.Map;

/** Where caches lie unless a pipeline says otherwise. */
public final class CacheFolder {
  private CacheFolder() {}

  /**
   * Returns the folder: {@code ATELIER_CACHE} if it is set; else {@code atelier/images} in {@code
   * XDG_CACHE_HOME}, in {@code LOCALAPPDATA} (Windows), or in {@code .cache} of the home folder.
   *
   * @param environment the environment variables
   * @param home the user's home folder
   */
  public static Path standard(Map<String, String> environment, String home) {
    String own = environment.getOrDefault("ATELIER_CACHE", "");
    if (!own.isBlank()) {
      return Path.of(own);
    }
    for (String name : new String[] {"XDG_CACHE_HOME", "LOCALAPPDATA"}) {
      String folder = environment.getOrDefault(name, "");
      // as the XDG specification has it, relative paths are ignored
      if (!folder.isBlank() && Path.of(folder).isAbsolute()) {
        return Path.of(folder, "atelier", "images");
      }
    }
    return Path.of(home, ".cache", "atelier", "images");
  }
}

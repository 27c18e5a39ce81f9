package org.atelier.runner.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.atelier.api.Plugin;

/** The version of the contracts between plugins and the runner. */
public final class ApiVersion {
  private ApiVersion() {}

  /**
   * Returns the version of the package {@code org.atelier.api}, such as {@code 1.0.0}.
   *
   * @throws IllegalStateException if the API is on the class path without its manifest
   */
  public static String current() {
    try {
      return HostPackages.version(Plugin.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the API's manifest cannot be read: install atelier again", e);
    }
  }
}

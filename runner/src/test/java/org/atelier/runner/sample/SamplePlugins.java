package org.atelier.runner.sample;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts {@link SamplePlugin} on a class path. */
public final class SamplePlugins {
  private SamplePlugins() {}

  /**
   * Returns a class loader that sees the plugin.
   *
   * @param folder a temporary folder
   */
  public static URLClassLoader loader(Path folder) throws IOException {
    Path services = Files.createDirectories(folder.resolve("plugin/META-INF/services"));
    Files.writeString(services.resolve("org.atelier.api.Plugin"), SamplePlugin.class.getName());
    return new URLClassLoader(
        new URL[] {folder.resolve("plugin").toUri().toURL()}, SamplePlugins.class.getClassLoader());
  }
}

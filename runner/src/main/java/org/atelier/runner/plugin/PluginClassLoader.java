package org.atelier.runner.plugin;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** Sees the runner's classes first and then those of each plugin in turn. */
final class PluginClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final List<ClassLoader> plugins;

  PluginClassLoader(ClassLoader runner, List<ClassLoader> plugins) {
    super("plugins", runner);
    this.plugins = List.copyOf(plugins);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    for (ClassLoader plugin : plugins) {
      try {
        return plugin.loadClass(name);
      } catch (ClassNotFoundException absent) {
        // the next plugin may have it
      }
    }
    throw new ClassNotFoundException(name);
  }

  @Override
  protected URL findResource(String name) {
    for (ClassLoader plugin : plugins) {
      URL found = plugin.getResource(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    List<URL> found = new ArrayList<>();
    for (ClassLoader plugin : plugins) {
      found.addAll(Collections.list(plugin.getResources(name)));
    }
    return Collections.enumeration(found);
  }
}

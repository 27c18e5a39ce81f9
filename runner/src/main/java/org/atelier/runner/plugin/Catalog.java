package org.atelier.runner.plugin;

import java.util.List;
import java.util.Optional;
import org.atelier.api.Kind;

/** The components of all installed plugins. Closing it stops the plugins. */
public interface Catalog extends AutoCloseable {
  /** Returns what became of every plugin, active or refused, in the order of their names. */
  List<PluginReport> plugins();

  /** Returns all components, by kind and then by type name. */
  List<InstalledComponent> components();

  /**
   * Returns a class loader that sees the runner's classes first and then every plugin's; to be the
   * context class loader around calls of components.
   */
  ClassLoader classLoader();

  /** Finds a component. */
  default Optional<InstalledComponent> find(Kind kind, String type) {
    return components().stream()
        .filter(
            installed ->
                installed.component().kind() == kind && installed.component().type().equals(type))
        .findFirst();
  }

  @Override
  void close();
}

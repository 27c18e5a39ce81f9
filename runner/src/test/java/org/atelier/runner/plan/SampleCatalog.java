package org.atelier.runner.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.atelier.api.Component;
import org.atelier.api.Plugin;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.InstalledComponent;
import org.atelier.runner.plugin.PluginReport;

/** The sample plugin, and a jar that was refused. */
final class SampleCatalog implements Catalog {
  private static final PluginReport ACTIVE =
      new PluginReport("sample", "1.0", Optional.empty(), "", List.of(), Optional.empty());
  private static final PluginReport REFUSED =
      new PluginReport(
          "clusters",
          "2.0",
          Optional.of(Path.of("plugins/clusters-2.0.jar")),
          "",
          List.of("stage cluster", "spectral"),
          Optional.of(
              new PluginReport.Refusal(
                  "it is built for API 2.0, but this is API 1.0",
                  "take a version of the plugin for API 1.0")));

  private final List<InstalledComponent> components = new ArrayList<>();

  SampleCatalog(Plugin... more) {
    add(new SamplePlugin());
    for (Plugin plugin : more) {
      add(plugin);
    }
  }

  private void add(Plugin plugin) {
    for (Component<?> component : plugin.components()) {
      components.add(new InstalledComponent(component, ACTIVE));
    }
  }

  @Override
  public List<PluginReport> plugins() {
    return List.of(REFUSED, ACTIVE);
  }

  @Override
  public List<InstalledComponent> components() {
    return List.copyOf(components);
  }

  @Override
  public ClassLoader classLoader() {
    return getClass().getClassLoader();
  }

  @Override
  public void close() {}
}

package org.atelier.runner.report;

import java.nio.file.Path;
import java.util.List;
import org.atelier.runner.plugin.PluginReport;

/** Shows what became of each plugin: what it offers, or why it was refused and what to do. */
public final class PluginsText {
  private final List<PluginReport> plugins;
  private final String places;
  private final Ink ink;

  /**
   * Makes the text.
   *
   * @param plugins the plugins
   * @param places where they were looked for
   * @param ink colours
   */
  public PluginsText(List<PluginReport> plugins, String places, Ink ink) {
    this.plugins = List.copyOf(plugins);
    this.places = places;
    this.ink = ink;
  }

  /** Returns a paragraph for each plugin. */
  public String text() {
    if (plugins.isEmpty()) {
      return "No plugins in %s.\nDrop plugin jars there, or name another folder with --plugins DIR.\n"
          .formatted(places);
    }
    StringBuilder text = new StringBuilder("Plugins in %s:\n".formatted(places));
    for (PluginReport plugin : plugins) {
      text.append('\n').append(ink.heading(plugin.name()));
      if (!plugin.version().isEmpty()) {
        text.append(' ').append(plugin.version());
      }
      text.append("  ").append(state(plugin)).append('\n');
      plugin.jar().map(Path::toString).ifPresent(jar -> text.append("  ").append(jar).append('\n'));
      plugin.refusal().ifPresent(refusal -> append(refusal, text));
      if (!plugin.offers().isEmpty()) {
        text.append(plugin.refusal().isPresent() ? "  would offer: " : "  offers: ")
            .append(String.join(", ", plugin.offers()))
            .append('\n');
      }
    }
    return text.toString();
  }

  private String state(PluginReport plugin) {
    return plugin.refusal().isPresent() ? ink.bad("refused") : ink.good("active");
  }

  private static void append(PluginReport.Refusal refusal, StringBuilder text) {
    text.append("  because: ").append(refusal.cause()).append('\n');
    text.append("  to do: ").append(refusal.remedy()).append('\n');
  }
}

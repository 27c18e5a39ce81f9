package org.atelier.runner.cli;

import java.util.concurrent.Callable;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.report.PluginsText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atelier plugins}. */
@Command(
    name = "plugins",
    description =
        "Lists every plugin jar: what it offers, or why it was refused and what to do about it.",
    footer = {"", "Examples:", "  atelier plugins", "  atelier plugins --plugins target"})
final class PluginsCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private PluginOptions plugins;

  PluginsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (Catalog catalog = session.catalog(plugins.folders())) {
      PluginsText text =
          new PluginsText(
              catalog.plugins(), session.pluginPlaces(plugins.folders()), session.terminal().ink());
      session.terminal().out().print(text.text());
      return ExitCode.DONE;
    }
  }
}

package org.atelier.runner.cli;

import java.util.concurrent.Callable;
import org.atelier.runner.plan.Descriptions;
import org.atelier.runner.plugin.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code atelier describe}. */
@Command(
    name = "describe",
    description =
        "Describes a type: its settings with type, default, bounds and meaning, and an example.",
    footer = {"", "Examples:", "  atelier describe image-folder", "  atelier describe nll"})
final class DescribeCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "TYPE", description = "The type's name, as 'atelier plugins' lists it.")
  private String type;

  @Mixin private PluginOptions plugins;

  DescribeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (Catalog catalog = session.catalog(plugins.folders())) {
      session.terminal().out().print(Descriptions.describe(catalog, type));
      return ExitCode.DONE;
    }
  }
}

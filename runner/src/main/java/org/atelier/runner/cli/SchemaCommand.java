package org.atelier.runner.cli;

import java.util.concurrent.Callable;
import org.atelier.runner.plan.SchemaWriter;
import org.atelier.runner.plugin.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atelier schema}. */
@Command(
    name = "schema",
    description =
        "Prints a JSON Schema of pipeline files for all installed components, with which editors"
            + " complete and check them.",
    footer = {
      "",
      "Example:",
      "  atelier schema > atelier.schema.json",
      "and in the first line of the pipeline file:",
      "  # yaml-language-server: $schema=atelier.schema.json"
    })
final class SchemaCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private PluginOptions plugins;

  SchemaCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (Catalog catalog = session.catalog(plugins.folders())) {
      session.terminal().out().print(SchemaWriter.schema(catalog));
      return ExitCode.DONE;
    }
  }
}

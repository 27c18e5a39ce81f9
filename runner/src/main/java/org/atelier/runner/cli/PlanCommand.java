package org.atelier.runner.cli;

import java.util.concurrent.Callable;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.report.PlanText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atelier plan}. */
@Command(
    name = "plan",
    description = "Shows the stages in the order they run, what each takes and what it puts out.",
    footer = {"", "Example:", "  atelier plan pipelines/wikiart.yaml"})
final class PlanCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private PipelineOptions pipeline;

  PlanCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    try (Catalog catalog = session.catalog(pipeline.pluginFolders())) {
      PlanText plan =
          new PlanText(PlanReader.read(pipeline, session, catalog), session.terminal().ink());
      session.terminal().out().print(plan.text());
      return ExitCode.DONE;
    }
  }
}

package org.atelier.runner.cli;

import java.util.concurrent.Callable;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.report.PlanText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atelier validate}. */
@Command(
    name = "validate",
    description = "Checks a pipeline file as a whole, without running anything.",
    footer = {
      "",
      "Examples:",
      "  atelier validate pipelines/wikiart.yaml",
      "  atelier validate my.yaml --set stages.classify.epochs=1"
    })
final class ValidateCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private PipelineOptions pipeline;

  ValidateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    try (Catalog catalog = session.catalog(pipeline.pluginFolders())) {
      Plan plan = PlanReader.read(pipeline, session, catalog);
      session.terminal().out().printf("%s is valid: %s%n", plan.file(), PlanText.counts(plan));
      return ExitCode.DONE;
    }
  }
}

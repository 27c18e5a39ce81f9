package org.atelier.runner.cli;

import java.util.concurrent.Callable;
import org.atelier.runner.execution.Selection;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plugin.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atelier plan}. */
@Command(
    name = "plan",
    description =
        "Shows the stages in the order they run, what each takes and what it puts out, and why each"
            + " would run or be reused. It runs none.",
    footer = {
      "",
      "Examples:",
      "  atelier plan pipelines/wikiart.yaml",
      "  atelier plan my.yaml --set stages.classify.epochs=20"
    })
final class PlanCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private PipelineOptions pipeline;

  @Mixin private SelectionOptions stages;

  PlanCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    try (Catalog catalog = session.catalog(pipeline.pluginFolders())) {
      Selection selection = stages.selection();
      Plan plan = selection.choose(PlanReader.read(pipeline, session, catalog));
      return PlanPrinter.print(session, catalog, plan, selection, Running.Told.EVERYTHING);
    }
  }
}

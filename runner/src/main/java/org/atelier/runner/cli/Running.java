package org.atelier.runner.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.atelier.runner.definition.ProblemsException;
import org.atelier.runner.execution.Selection;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plugin.Catalog;

/**
 * What {@code atelier run} does.
 *
 * @param session what it works with
 * @param pipeline the pipeline file and what the command line changes in it
 * @param selection which stages are wanted, and which of them anew
 * @param runs the folder of all runs
 * @param told what is printed
 * @param jobs how many stages may run at a time
 * @param dryRun whether only the plan is shown
 * @param arguments the command line as it was typed
 */
record Running(
    Session session,
    PipelineOptions pipeline,
    Selection selection,
    Path runs,
    Told told,
    int jobs,
    boolean dryRun,
    List<String> arguments) {

  /** What is printed. */
  enum Told {
    /** Results, and on the way how far the run has come. */
    EVERYTHING,
    /** Results, warnings and errors. */
    RESULTS,
    /** Events, for programs. */
    EVENTS
  }

  int call() throws ProblemsException, IOException {
    try (Catalog catalog = session.catalog(pipeline.pluginFolders())) {
      Plan plan = selection.choose(PlanReader.read(pipeline, session, catalog));
      if (dryRun) {
        return PlanPrinter.print(session, catalog, plan, selection, told);
      }
      return ExitCode.of(
          new PlanRun(session, runs, told, pipeline.pluginFolders(), jobs, arguments)
              .run(catalog, plan, selection)
              .status());
    }
  }
}

package org.atelier.runner.cli;

import java.io.IOException;
import java.nio.file.Path;
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
 * @param dryRun whether only the plan is shown
 * @param command the command line as the user would write it again
 */
record Running(
    Session session,
    PipelineOptions pipeline,
    Selection selection,
    Path runs,
    Told told,
    boolean dryRun,
    String command) {

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
        return PlanPrinter.print(session, catalog, plan, selection, told != Told.EVERYTHING);
      }
      return ExitCode.of(
          new PlanRun(session, runs, told, command).run(catalog, plan, selection).status());
    }
  }
}

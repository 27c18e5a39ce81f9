package org.atelier.runner.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.atelier.api.UserException;
import org.atelier.api.service.Progress;
import org.atelier.runner.definition.ProblemsException;
import org.atelier.runner.engine.ChosenEngine;
import org.atelier.runner.execution.PipelineRun;
import org.atelier.runner.execution.RunListener;
import org.atelier.runner.execution.RunReport;
import org.atelier.runner.execution.RunRequest;
import org.atelier.runner.execution.Selection;
import org.atelier.runner.output.FileErrors;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.report.RunSummary;
import org.atelier.runner.report.page.ReportPage;

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
      return run(catalog, plan);
    }
  }

  private int run(Catalog catalog, Plan plan) {
    Terminal terminal = session.terminal();
    Consumer<String> notices = told == Told.EVERYTHING ? terminal::notice : notice -> {};
    ChosenEngine engine = session.engines().choose(plan.engine(), plan.device(), notices);
    TimeLeft timeLeft = new TimeLeft(System::nanoTime);
    EventLines events = new EventLines(terminal.out(), System::nanoTime, timeLeft);
    Progress progress =
        switch (told) {
          case EVERYTHING -> terminal.progress(timeLeft);
          case RESULTS -> new QuietProgress();
          case EVENTS -> events;
        };
    RunListener listener =
        told == Told.EVENTS ? events : new RunPrinter(terminal, told == Told.RESULTS);
    PipelineRun run =
        new PipelineRun(
            catalog, engine, progress, new TimedRun(listener, timeLeft), session.clock());
    Interruption interruption = new Interruption(run::stop);
    try {
      RunReport report =
          run.execute(new RunRequest(plan, runs, session.cache(), selection, command));
      RunSummary summary = new RunSummary(report, command, terminal.ink());
      if (told == Told.EVENTS) {
        events.ended(report);
      } else {
        terminal.out().print(summary.results());
      }
      terminal.out().flush();
      terminal.err().print(summary.failure());
      terminal.err().flush();
      writePage(report);
      return ExitCode.of(report.status());
    } finally {
      interruption.over();
    }
  }

  /** Writes the page of the run, whatever came of it; the results are whole without it. */
  private void writePage(RunReport report) {
    try {
      ReportPage.of(List.of(report.folder())).write(report.folder().resolve(ReportPage.FILE));
    } catch (UserException e) {
      session.terminal().notice("There is no report: " + e.getMessage());
    } catch (IOException e) {
      session.terminal().notice("There is no report: " + FileErrors.describe(e));
    }
  }
}

package org.atelier.runner.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.atelier.api.UserException;
import org.atelier.api.service.Progress;
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
 * Runs a plan before the user's eyes.
 *
 * @param session what it works with
 * @param runs the folder of all runs
 * @param told what is printed of the run
 * @param command the command line as the user would write it again
 */
record PlanRun(Session session, Path runs, Running.Told told, String command) {

  /** Runs the plan and prints what came of it. */
  RunReport run(Catalog catalog, Plan plan, Selection selection) {
    Terminal terminal = session.terminal();
    Consumer<String> notices = told == Running.Told.EVERYTHING ? terminal::notice : notice -> {};
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
        told == Running.Told.EVENTS
            ? events
            : new RunPrinter(terminal, told == Running.Told.RESULTS);
    PipelineRun run =
        new PipelineRun(
            catalog, engine, progress, new TimedRun(listener, timeLeft), session.clock());
    Interruption interruption = new Interruption(run::stop);
    try {
      RunReport report =
          run.execute(new RunRequest(plan, runs, session.cache(), selection, command));
      RunSummary summary = new RunSummary(report, command, terminal.ink());
      if (told == Running.Told.EVENTS) {
        events.ended(report);
      } else {
        terminal.out().print(summary.results());
      }
      terminal.out().flush();
      terminal.err().print(summary.failure());
      terminal.err().flush();
      writePage(report);
      return report;
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

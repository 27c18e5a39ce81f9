package org.atelier.runner.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.atelier.api.UserException;
import org.atelier.runner.engine.ChosenEngine;
import org.atelier.runner.execution.PipelineRun;
import org.atelier.runner.execution.RunListener;
import org.atelier.runner.execution.RunProgress;
import org.atelier.runner.execution.RunReport;
import org.atelier.runner.execution.RunRequest;
import org.atelier.runner.execution.Selection;
import org.atelier.runner.execution.SideBySide;
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
 * @param plugins more folders of plugins
 * @param jobs how many stages may run at a time
 * @param arguments the command line as it was typed
 */
record PlanRun(
    Session session,
    Path runs,
    Running.Told told,
    List<Path> plugins,
    int jobs,
    List<String> arguments) {

  /** Runs the plan and prints what came of it. */
  RunReport run(Catalog catalog, Plan plan, Selection selection) {
    Terminal terminal = session.terminal();
    Consumer<String> notices = told == Running.Told.EVERYTHING ? terminal::notice : notice -> {};
    ChosenEngine engine = session.engines().choose(plan.engine(), plan.device(), notices);
    TimeLeft timeLeft = new TimeLeft(System::nanoTime, jobs);
    EventLines events = new EventLines(terminal.out(), System::nanoTime, timeLeft);
    RunProgress progress =
        switch (told) {
          case EVERYTHING -> terminal.progress(timeLeft, jobs > 1);
          case RESULTS -> new QuietProgress();
          case EVENTS -> events;
        };
    RunListener listener =
        told == Running.Told.EVENTS
            ? events
            : new RunPrinter(terminal, told == Running.Told.RESULTS, jobs > 1);
    PipelineRun run =
        new PipelineRun(
            catalog, engine, progress, new TimedRun(listener, timeLeft), session.clock());
    Interruption interruption = new Interruption(run::stop);
    try {
      String command = CommandText.of(arguments);
      RunReport report =
          run.execute(
              new RunRequest(plan, runs, session.cache(), selection, sideBySide(), command));
      Optional<String> withoutPage = writePage(report);
      RunSummary summary =
          new RunSummary(
              report, withoutPage.isEmpty(), CommandText.goingOn(arguments), terminal.ink());
      if (told == Running.Told.EVENTS) {
        events.ended(report);
      } else {
        terminal.out().print(summary.results());
      }
      terminal.out().flush();
      terminal.err().print(summary.failure());
      terminal.err().flush();
      withoutPage.ifPresent(reason -> terminal.notice("There is no report: " + reason));
      return report;
    } finally {
      interruption.over();
    }
  }

  private Optional<SideBySide> sideBySide() {
    return jobs == 1
        ? Optional.empty()
        : Optional.of(
            new SideBySide(jobs, plugins, () -> session.program().start(StageCommand.NAME)));
  }

  /**
   * Writes the page of the run, whatever came of it; the results are whole without it.
   *
   * @return why there is none; empty if there is
   */
  private static Optional<String> writePage(RunReport report) {
    try {
      ReportPage.of(List.of(report.folder())).write(report.folder().resolve(ReportPage.FILE));
      return Optional.empty();
    } catch (UserException e) {
      return Optional.of(e.getMessage());
    } catch (IOException e) {
      return Optional.of(FileErrors.describe(e));
    }
  }
}

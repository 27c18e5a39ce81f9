package org.atelier.runner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.atelier.runner.engine.ActiveEngine;
import org.atelier.runner.execution.Failure;
import org.atelier.runner.execution.PipelineRun;
import org.atelier.runner.execution.RunReport;
import org.atelier.runner.execution.RunRequest;
import org.atelier.runner.execution.RunStatus;
import org.atelier.runner.execution.Selection;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plugin.Catalog;

/**
 * The run of a pipeline that a command has written for itself: only warnings and what went wrong
 * are printed.
 *
 * @param session what it works with
 * @param catalog the installed plugins
 * @param work a folder for the run, which goes afterwards
 * @param cache where results, and what was interrupted, are kept and looked for
 * @param arguments the command line as it was typed
 */
record QuietRun(Session session, Catalog catalog, Path work, Path cache, List<String> arguments) {
  /**
   * Runs a pipeline, and tells what went wrong.
   *
   * @param plan the pipeline
   * @return what became of it
   * @throws IOException if a file cannot be read or written
   */
  RunReport execute(Plan plan) throws IOException {
    Terminal terminal = session.terminal();
    Supplier<ActiveEngine> engine =
        session.engines().choose(plan.engine(), plan.device(), terminal::notice);
    PipelineRun run =
        new PipelineRun(
            catalog,
            engine,
            terminal.progress(),
            new RunPrinter(terminal, true, false),
            session.clock());
    Interruption interruption = new Interruption(run::stop);
    try {
      String command = CommandText.of(arguments);
      RunReport report =
          run.execute(
              new RunRequest(
                  plan, work.resolve("runs"), cache, Selection.ALL, Optional.empty(), command));
      report.stages().stream()
          .flatMap(stage -> stage.results().warnings().stream())
          .forEach(this::warn);
      if (report.status() != RunStatus.DONE) {
        failed(report);
      }
      return report;
    } finally {
      interruption.over();
    }
  }

  private void warn(String warning) {
    Terminal terminal = session.terminal();
    // File names may hold what a terminal would take for commands.
    String shown = warning.replaceAll("[\\p{Cntrl}&&[^\n]]", "?");
    terminal.err().println(terminal.ink().warning("Warning: ") + shown);
  }

  private void failed(RunReport report) throws IOException {
    Terminal terminal = session.terminal();
    if (report.failures().isEmpty()) {
      terminal.err().println(terminal.ink().warning("Interrupted."));
      return;
    }
    for (Failure failure : report.failures()) {
      tell(failure, report.log());
    }
  }

  private void tell(Failure failure, Path written) throws IOException {
    Terminal terminal = session.terminal();
    terminal.err().println(terminal.ink().bad(failure.message()));
    failure.blame().ifPresent(blame -> terminal.err().println("  " + blame));
    terminal.err().println("  To mend it: " + failure.remedy());
    if (failure.blame().isPresent()) {
      // The run folder goes; what its author needs to find the fault stays.
      Path log = Files.createTempFile("atelier-", ".log");
      Files.copy(written, log, StandardCopyOption.REPLACE_EXISTING);
      terminal.err().println("  Log: " + log);
    }
  }
}

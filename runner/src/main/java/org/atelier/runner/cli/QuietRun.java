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
 * @param arguments the command line as it was typed
 */
record QuietRun(Session session, Catalog catalog, Path work, List<String> arguments) {
  /** What becomes of the results. */
  @FunctionalInterface
  interface Finish {
    /**
     * Hands over the results.
     *
     * @param run the run's folder
     * @return the command's exit code
     */
    int apply(Path run) throws IOException;
  }

  /**
   * Runs a pipeline.
   *
   * @param plan the pipeline
   * @param done what to do when all of it is done
   * @return the exit code
   * @throws IOException if a file cannot be read or written
   */
  int execute(Plan plan, Finish done) throws IOException {
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
                  plan,
                  work.resolve("runs"),
                  work.resolve("cache"),
                  Selection.ALL,
                  Optional.empty(),
                  command));
      report.stages().stream()
          .flatMap(stage -> stage.results().warnings().stream())
          .forEach(this::warn);
      return report.status() == RunStatus.DONE ? done.apply(report.folder()) : failed(report);
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

  private int failed(RunReport report) throws IOException {
    Terminal terminal = session.terminal();
    if (report.failures().isEmpty()) {
      terminal.err().println(terminal.ink().warning("Interrupted."));
      return ExitCode.of(report.status());
    }
    Failure failure = report.failures().get(0);
    terminal.err().println(terminal.ink().bad(failure.message()));
    failure.blame().ifPresent(blame -> terminal.err().println("  " + blame));
    terminal.err().println("  To mend it: " + failure.remedy());
    if (failure.blame().isPresent()) {
      // The run folder goes; what its author needs to find the fault stays.
      Path log = Files.createTempFile("atelier-", ".log");
      Files.copy(report.log(), log, StandardCopyOption.REPLACE_EXISTING);
      terminal.err().println("  Log: " + log);
    }
    return ExitCode.FAILED;
  }
}

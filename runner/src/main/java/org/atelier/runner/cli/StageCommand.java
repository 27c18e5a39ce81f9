package org.atelier.runner.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.atelier.api.service.Compute;
import org.atelier.runner.definition.DefinitionReader;
import org.atelier.runner.definition.ProblemsException;
import org.atelier.runner.engine.LazyCompute;
import org.atelier.runner.engine.ProcessEnd;
import org.atelier.runner.execution.RecordedRun;
import org.atelier.runner.execution.StageProcess;
import org.atelier.runner.execution.StageTask;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.Planner;
import org.atelier.runner.plugin.Catalog;
import picocli.CommandLine.Command;

/**
 * {@code atelier run-stage}: what a run starts for each stage that runs side by side with others.
 * It reads its task from the input, and ends when the run that began it does.
 */
@Command(
    name = StageCommand.NAME,
    hidden = true,
    description = "Runs one stage for a run in another process, which tells it what to do.")
final class StageCommand implements Callable<Integer> {
  static final String NAME = "run-stage";

  private final Session session;

  StageCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, ProblemsException {
    Terminal terminal = session.terminal();
    PrintStream messages = terminal.out();
    // What plugins print must not come between the messages.
    System.setOut(terminal.err());
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
    StageTask task = StageTask.read(orders.readLine());
    List<Path> plugins = task.plugins().stream().map(Path::of).toList();
    try (Catalog catalog = session.catalog(plugins)) {
      StageProcess process =
          new StageProcess(
              task, catalog, plan(task, catalog), compute(task), messages, session.clock());
      Thread obedience = new Thread(() -> obey(orders, process), "orders");
      obedience.setDaemon(true);
      obedience.start();
      Interruption interruption = new Interruption(process::stop);
      try {
        process.execute(terminal.err());
      } finally {
        interruption.over();
      }
    }
    return ExitCode.DONE;
  }

  private static Plan plan(StageTask task, Catalog catalog) throws ProblemsException {
    Path pipeline = RecordedRun.pipeline(Path.of(task.run()));
    return Planner.plan(DefinitionReader.read(pipeline, List.of(), Map.of()), catalog);
  }

  private Compute compute(StageTask task) {
    return new LazyCompute(
        session.engines().choose(task.engine(), task.device(), session.terminal()::notice));
  }

  /** Stops the stage if the run says so; ends the process if the run is no more. */
  private static void obey(BufferedReader orders, StageProcess process) {
    try {
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        if (order.equals(StageTask.STOP)) {
          process.stop();
        }
      }
    } catch (IOException e) {
      // As good as the end of the run: nobody would hear how the stage goes.
    }
    ProcessEnd.now(ExitCode.INTERRUPTED);
  }
}

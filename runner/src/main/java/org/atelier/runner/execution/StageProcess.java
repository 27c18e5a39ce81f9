package org.atelier.runner.execution;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import org.atelier.api.service.Compute;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;
import org.atelier.runner.plugin.Catalog;

/** Runs one stage in this process for a run that lives in another. */
public final class StageProcess {
  private final StageTask task;
  private final Catalog catalog;
  private final Plan plan;
  private final Compute compute;
  private final PrintStream out;
  private final Clock clock;
  private final Stop stop = new Stop();

  /**
   * Makes the work of this process.
   *
   * @param task the stage
   * @param catalog the installed plugins
   * @param plan the run's pipeline
   * @param compute the run's engine and device
   * @param out takes what the run is told
   * @param clock tells the local time
   */
  public StageProcess(
      StageTask task, Catalog catalog, Plan plan, Compute compute, PrintStream out, Clock clock) {
    this.task = task;
    this.catalog = catalog;
    this.plan = plan;
    this.compute = compute;
    this.out = out;
    this.clock = clock;
  }

  /** Stops the stage. May be called by another thread, at any time. */
  public void stop() {
    stop.request();
  }

  /**
   * Runs the stage and tells how it went.
   *
   * @param log takes what is logged
   * @throws IOException if the stage's folder cannot be made or renamed
   */
  public void execute(PrintStream log) throws IOException {
    RunLog opened = RunLog.open(log);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(catalog.classLoader());
    stop.begin();
    try {
      tell(StageMessage.answers(run()));
    } finally {
      stop.end();
      thread.setContextClassLoader(before);
      opened.close();
    }
  }

  private StageRunner.Outcome run() throws IOException {
    PlannedComponent planned =
        plan.stages().stream()
            .filter(stage -> stage.name().equals(task.stage()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no stage " + task.stage()));
    RunFolder folder = RunFolder.of(Path.of(task.run()));
    Path cache = Path.of(task.cache());
    StageRunner runner =
        new StageRunner(
            plan,
            catalog,
            compute,
            new ToldProgress(this::tell, System::nanoTime),
            () -> !task.verify(),
            (stage, reached) -> tell(StageMessage.text(StageMessage.Kind.GOES_ON, 0, reached)),
            folder,
            new UnfinishedStages(cache),
            new ResultKeeper(cache, plan.pipeline(), folder, clock),
            new FailureFinder(plan, folder.path()));
    return runner.runForAnother(
        planned, task.key(), Decision.run(task.reason()), task.warnings(), stop::requested);
  }

  private synchronized void tell(StageMessage message) {
    out.println(message.line());
    out.flush();
  }
}

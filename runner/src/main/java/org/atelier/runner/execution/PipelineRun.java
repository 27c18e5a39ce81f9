package org.atelier.runner.execution;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.atelier.api.service.Progress;
import org.atelier.runner.engine.ActiveEngine;
import org.atelier.runner.output.WholeFile;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;
import org.atelier.runner.plugin.Catalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a plan's stages in order, in a run folder of their own, and records what came of it. */
public final class PipelineRun {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineRun.class);

  private final Catalog catalog;
  private final Supplier<ActiveEngine> engine;
  private final Progress progress;
  private final RunListener listener;
  private final Clock clock;
  private final Stop stop = new Stop();

  /**
   * Makes a run, to be executed once.
   *
   * @param catalog the installed plugins
   * @param engine starts the engine; what it logs goes into the run's log
   * @param progress shows progress
   * @param listener is told how the run goes on
   * @param clock tells the local time, for the run folder's name
   */
  public PipelineRun(
      Catalog catalog,
      Supplier<ActiveEngine> engine,
      Progress progress,
      RunListener listener,
      Clock clock) {
    this.catalog = catalog;
    this.engine = engine;
    this.progress = progress;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Runs the stages. What goes wrong in a run is told by the report.
   *
   * @throws org.atelier.api.UserException if the run folder cannot be made
   */
  public RunReport execute(RunRequest request) {
    RunFolder folder = RunFolder.create(request.runs(), request.plan().pipeline(), clock);
    RunLog log = RunLog.open(folder.log());
    Optional<RunMark> mark = Optional.empty();
    try {
      KilledRuns.putInOrder(folder.path().getParent());
      mark = mark(folder);
      return inContext(request, folder);
    } finally {
      mark.ifPresent(PipelineRun::unmark);
      log.close();
    }
  }

  /** Marks the run as one that goes on, where the file system can. */
  private static Optional<RunMark> mark(RunFolder folder) {
    try {
      return Optional.of(RunMark.set(folder.path()));
    } catch (IOException e) {
      LOG.warn("if this run is killed, nobody will notice", e);
      return Optional.empty();
    }
  }

  private static void unmark(RunMark mark) {
    try (mark) {
      mark.remove();
    } catch (IOException e) {
      LOG.warn("the mark of the run cannot be removed", e);
    }
  }

  /**
   * Stops the run: the stage under way is interrupted, and the report says so. May be called by
   * another thread, at any time.
   */
  public void stop() {
    stop.request();
  }

  /** Lets libraries that look for classes through the thread see those of the plugins. */
  private RunReport inContext(RunRequest request, RunFolder folder) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(catalog.classLoader());
    try {
      return run(request, folder);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private RunReport run(RunRequest request, RunFolder folder) {
    Plan plan = request.plan();
    RunRecorder recorder = new RunRecorder(request, catalog, folder, clock);
    FailureFinder failures = new FailureFinder(plan, folder.path());
    stop.begin();
    try {
      WholeFile.writeText(folder.pipeline(), plan.resolved());
      recorder.write();
      ActiveEngine active = engine.get();
      recorder.engine(active);
      listener.started(plan, active, folder.path());
      LOG.info("{}: {}", plan.pipeline(), active.sentence());
      runStages(request, active, stageRunner(request, active, folder, failures), recorder);
    } catch (IOException | RuntimeException | LinkageError e) {
      if (stop.requested()) {
        LOG.info("the run is interrupted", e);
        recorder.interrupted();
      } else {
        LOG.error("the run failed", e);
        recorder.failed(failures.explain(e, Optional.empty()));
      }
    } finally {
      stop.end();
    }
    return finish(recorder, failures);
  }

  private StageRunner stageRunner(
      RunRequest request, ActiveEngine active, RunFolder folder, FailureFinder failures) {
    UnfinishedStages unfinished = new UnfinishedStages(request.cache());
    ResultKeeper keeper =
        new ResultKeeper(request.cache(), request.plan().pipeline(), folder, clock);
    return new StageRunner(
        request.plan(),
        catalog,
        active,
        progress,
        () -> !request.selection().verify(),
        listener,
        folder,
        unfinished,
        keeper,
        failures);
  }

  private void runStages(
      RunRequest request, ActiveEngine active, StageRunner runner, RunRecorder recorder)
      throws IOException {
    Plan plan = request.plan();
    runner.openDatasets();
    Map<String, StageKey> keys =
        StageKeys.of(plan, catalog, active.identity(), runner::fingerprint);
    Map<String, Decision> decisions = runner.decide(keys, request.selection());
    int number = 0;
    for (PlannedComponent stage : plan.stages()) {
      if (stop.requested()) {
        recorder.interrupted();
        return;
      }
      number++;
      Decision decision = decisions.get(stage.path());
      listener.stageStarted(stage, decision, number, plan.stages().size());
      StageRunner.Outcome outcome =
          runner.run(stage, keys.get(stage.path()), decision, stop::requested);
      listener.stageEnded(outcome.report());
      recorder.stage(outcome, stage, runner.datasets());
      if (outcome.report().status() != RunStatus.DONE) {
        return;
      }
      recorder.write();
    }
  }

  /** Writes the record for the last time; if even that fails, the report says why. */
  private static RunReport finish(RunRecorder recorder, FailureFinder failures) {
    recorder.end();
    try {
      recorder.write();
    } catch (IOException | RuntimeException e) {
      LOG.error("the run cannot be recorded", e);
      recorder.failed(failures.explain(e, Optional.empty()));
    }
    return recorder.report();
  }

  /** A wish to stop, passed on to the thread that runs the stages while it does. */
  private static final class Stop {
    private Thread thread;
    private boolean requested;

    synchronized void begin() {
      thread = Thread.currentThread();
      if (requested) {
        thread.interrupt();
      }
    }

    synchronized void request() {
      requested = true;
      if (thread != null) {
        thread.interrupt();
      }
    }

    synchronized boolean requested() {
      return requested;
    }

    /** From here on the thread is left alone, and writes what it has to. */
    synchronized void end() {
      thread = null;
      Thread.interrupted();
    }
  }
}

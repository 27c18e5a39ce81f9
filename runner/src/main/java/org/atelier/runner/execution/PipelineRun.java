package org.atelier.runner.execution;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.atelier.runner.engine.ActiveEngine;
import org.atelier.runner.output.WholeFile;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;
import org.atelier.runner.plugin.Catalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a plan's stages in a run folder of their own, and records what came of it. */
public final class PipelineRun {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineRun.class);

  private final Catalog catalog;
  private final Supplier<ActiveEngine> engine;
  private final RunProgress progress;
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
      RunProgress progress,
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
      runStages(request, active, folder, stageRunner(request, active, folder, failures), recorder);
    } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
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
        listener::stageGoesOn,
        folder,
        unfinished,
        keeper,
        failures);
  }

  private void runStages(
      RunRequest request,
      ActiveEngine active,
      RunFolder folder,
      StageRunner runner,
      RunRecorder recorder)
      throws IOException {
    Plan plan = request.plan();
    runner.openDatasets();
    Map<String, StageKey> keys =
        StageKeys.of(plan, catalog, active.identity(), runner::fingerprint);
    Map<String, Decision> decisions = runner.decide(keys, request.selection());
    runner.discardEarlier(keys, decisions);
    Map<String, Decision> byName = new LinkedHashMap<>();
    plan.stages().forEach(stage -> byName.put(stage.name(), decisions.get(stage.path())));
    listener.decided(byName);
    boolean all;
    if (request.sideBySide().isPresent()) {
      SideBySide sideBySide = request.sideBySide().get();
      SeparateStages separate =
          new SeparateStages(request, sideBySide, active, folder, progress, listener);
      StageRunner.Work work =
          (planned, key, decision, warnings) ->
              separate.run(planned, key, decision, warnings, stop::requested);
      Progression progression =
          new Progression(plan, keys, decisions, runner, recorder, work, separate::stop);
      all = sideBySide(plan, sideBySide.jobs(), progression);
    } else {
      Progression progression =
          new Progression(
              plan, keys, decisions, runner, recorder, runner.here(stop::requested), () -> {});
      all = new StageSchedule(plan, 1, Runnable::run, stop::requested).run(progression);
    }
    if (!all && stop.requested()) {
      recorder.interrupted();
    }
  }

  private boolean sideBySide(Plan plan, int jobs, Progression progression) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      return new StageSchedule(plan, jobs, threads, stop::requested).run(progression);
    } finally {
      threads.shutdown();
    }
  }

  /** Runs the stages of the schedule, and records and tells what becomes of them. */
  private final class Progression implements StageSchedule.Work {
    private final Plan plan;
    private final Map<String, StageKey> keys;
    private final Map<String, Decision> decisions;
    private final StageRunner runner;
    private final RunRecorder recorder;
    private final StageRunner.Work work;
    private final Runnable stopping;

    Progression(
        Plan plan,
        Map<String, StageKey> keys,
        Map<String, Decision> decisions,
        StageRunner runner,
        RunRecorder recorder,
        StageRunner.Work work,
        Runnable stopping) {
      this.plan = plan;
      this.keys = keys;
      this.decisions = decisions;
      this.runner = runner;
      this.recorder = recorder;
      this.work = work;
      this.stopping = stopping;
    }

    @Override
    public void begins(PlannedComponent stage) {
      listener.stageStarted(
          stage,
          decisions.get(stage.path()),
          plan.stages().indexOf(stage) + 1,
          plan.stages().size());
    }

    @Override
    public StageRunner.Outcome run(PlannedComponent stage) throws IOException {
      return runner.run(stage, keys.get(stage.path()), decisions.get(stage.path()), work);
    }

    @Override
    public void ended(PlannedComponent stage, StageRunner.Outcome outcome) throws IOException {
      listener.stageEnded(outcome.report());
      recorder.stage(outcome, stage, runner.datasets());
      if (outcome.report().status() == RunStatus.DONE) {
        recorder.write();
      }
    }

    @Override
    public void stop() {
      stopping.run();
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
}

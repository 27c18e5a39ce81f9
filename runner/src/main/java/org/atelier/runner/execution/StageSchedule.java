package org.atelier.runner.execution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;

/**
 * The order in which stages run: each when those before it are done, so many at a time, those that
 * come first in the plan first. After one that did not end well no other begins; those that run
 * already are left to end.
 */
final class StageSchedule {
  private final Plan plan;
  private final int jobs;
  private final Executor executor;
  private final BooleanSupplier stopping;
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
  private final List<PlannedComponent> waiting;
  private final Set<String> done = new HashSet<>();
  private int running;
  private boolean halted;

  /**
   * Makes a schedule.
   *
   * @param plan the stages
   * @param jobs how many may run at a time
   * @param executor runs them; for one at a time it may be this thread
   * @param stopping whether the run is being stopped
   */
  StageSchedule(Plan plan, int jobs, Executor executor, BooleanSupplier stopping) {
    this.plan = plan;
    this.jobs = jobs;
    this.executor = executor;
    this.stopping = stopping;
    this.waiting = new ArrayList<>(plan.stages());
  }

  /** Does the work. All but {@link #run} is called by the thread that keeps to the schedule. */
  interface Work {
    /** A stage is about to run. */
    void begins(PlannedComponent stage);

    /**
     * Runs a stage.
     *
     * @throws IOException if its folder cannot be made or renamed
     */
    StageRunner.Outcome run(PlannedComponent stage) throws IOException;

    /**
     * A stage has ended, well or not.
     *
     * @throws IOException if that cannot be recorded
     */
    void ended(PlannedComponent stage, StageRunner.Outcome outcome) throws IOException;

    /** All stages that run are to stop in order. */
    void stop();
  }

  /** What became of a stage; the failure is one of the run, not of the stage. */
  private record Ended(
      PlannedComponent stage, Optional<StageRunner.Outcome> outcome, Optional<Throwable> failure) {}

  /**
   * Runs the stages.
   *
   * @return whether all are done
   * @throws IOException if a folder cannot be made or a record cannot be written; no stage runs any
   *     more then
   */
  boolean run(Work work) throws IOException {
    Optional<Throwable> failure = Optional.empty();
    begin(work);
    while (running > 0) {
      Ended next = next(work);
      running--;
      try {
        take(next, work);
      } catch (IOException | RuntimeException | Error e) {
        // Those that run are waited for: nobody else would record or stop them.
        failure = Optional.of(failure.orElse(e));
        halted = true;
      }
      begin(work);
    }
    if (failure.isPresent()) {
      throwAgain(failure.get());
    }
    return waiting.isEmpty() && !halted;
  }

  private void begin(Work work) {
    while (running < jobs && !halted && !stopping.getAsBoolean()) {
      Optional<PlannedComponent> ready =
          waiting.stream().filter(stage -> done.containsAll(plan.inputs(stage))).findFirst();
      if (ready.isEmpty()) {
        return;
      }
      PlannedComponent stage = ready.get();
      waiting.remove(stage);
      running++;
      work.begins(stage);
      executor.execute(() -> ended.add(run(stage, work)));
      if (!ended.isEmpty()) {
        return;
      }
    }
  }

  private static Ended run(PlannedComponent stage, Work work) {
    try {
      return new Ended(stage, Optional.of(work.run(stage)), Optional.empty());
    } catch (IOException | RuntimeException | Error e) {
      // Thrown again by the thread that keeps to the schedule.
      return new Ended(stage, Optional.empty(), Optional.of(e));
    }
  }

  private void take(Ended next, Work work) throws IOException {
    if (next.failure().isPresent()) {
      throwAgain(next.failure().get());
    }
    StageRunner.Outcome outcome = next.outcome().orElseThrow();
    if (outcome.report().status() == RunStatus.DONE) {
      done.add(next.stage().path());
    } else {
      halted = true;
    }
    work.ended(next.stage(), outcome);
  }

  /** Waits for the next stage that ends; if told to stop meanwhile, passes that on. */
  private Ended next(Work work) {
    Ended next = ended.poll();
    while (next == null) {
      try {
        next = ended.take();
      } catch (InterruptedException e) {
        work.stop();
      }
    }
    return next;
  }

  private static void throwAgain(Throwable failure) throws IOException {
    if (failure instanceof IOException) {
      throw (IOException) failure;
    }
    if (failure instanceof Error) {
      throw (Error) failure;
    }
    throw (RuntimeException) failure;
  }
}

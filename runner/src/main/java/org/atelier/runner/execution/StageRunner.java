package org.atelier.runner.execution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.atelier.api.Artifact;
import org.atelier.api.Dataset;
import org.atelier.api.Kind;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.UserException;
import org.atelier.api.result.Results;
import org.atelier.api.service.Checkpoints;
import org.atelier.api.service.Compute;
import org.atelier.api.service.FileTrust;
import org.atelier.runner.output.ArtifactFiles;
import org.atelier.runner.output.DiskSpace;
import org.atelier.runner.output.FileErrors;
import org.atelier.runner.output.ResultsWriter;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.wiring.ComponentFaultException;
import org.atelier.runner.wiring.PipelineInjector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs stages and keeps their outputs for those that follow. Several threads may reuse results at a
 * time; what runs in this process runs alone.
 */
final class StageRunner {
  private static final Logger LOG = LoggerFactory.getLogger(StageRunner.class);

  private final Plan plan;
  private final RunFolder folder;
  private final FailureFinder failures;
  private final PipelineInjector injector;
  private final UnfinishedStages unfinished;
  private final ResultKeeper keeper;
  private final BiConsumer<PlannedComponent, String> goingOn;
  private final Map<String, Artifact> outputs = new ConcurrentHashMap<>();

  /** What datasets warned of before the first stage, by the dataset's path. */
  private final Map<String, List<String>> earlyWarnings = new LinkedHashMap<>();

  /** The same by the path of the first stage that uses the dataset, which tells of it. */
  private final Map<String, List<String>> warningsToTell = new ConcurrentHashMap<>();

  /** Of the stage that runs, or that ran last. */
  private volatile Optional<ResultsWriter> results = Optional.empty();

  StageRunner(
      Plan plan,
      Catalog catalog,
      Compute compute,
      RunProgress progress,
      FileTrust files,
      BiConsumer<PlannedComponent, String> goingOn,
      RunFolder folder,
      UnfinishedStages unfinished,
      ResultKeeper keeper,
      FailureFinder failures) {
    this.plan = plan;
    this.goingOn = goingOn;
    this.folder = folder;
    this.unfinished = unfinished;
    this.keeper = keeper;
    this.failures = failures;
    this.injector =
        new PipelineInjector(
            plan,
            catalog,
            compute,
            planned ->
                planned.installed().component().kind() == Kind.STAGE
                    ? progress.of(planned.name())
                    : progress,
            files,
            path -> message -> warn(path, message),
            this::output);
  }

  /**
   * How a stage went, and why it failed if it did.
   *
   * @param report how it went
   * @param failure why it failed
   */
  record Outcome(StageReport report, Optional<Failure> failure) {}

  /** What a stage is given. */
  private record Context(String stage, Path folder, Results results, Checkpoints checkpoints)
      implements StageContext {}

  /**
   * Opens all datasets that the stages use. So one that cannot be used ends the run at once, and
   * not when the first stages have taken hours.
   */
  void openDatasets() {
    for (PlannedComponent stage : plan.stages()) {
      for (PlannedComponent dataset : plan.datasets(stage)) {
        LOG.info("{} is opened for stage {}", dataset.path(), stage.name());
        injector.dataset(dataset).contents();
      }
    }
  }

  /** Returns the fingerprint of a dataset. */
  String fingerprint(PlannedComponent dataset) {
    return injector.dataset(dataset).contents().fingerprint();
  }

  /** Returns the datasets that were used so far, by path. */
  Map<String, Dataset> datasets() {
    return injector.datasets();
  }

  /**
   * Decides which stages run and which results are reused.
   *
   * @param keys the keys by the stages' paths
   * @param selection what the user wants
   * @throws UserException if a stage would have to run that may not
   * @throws IOException if the cache cannot be read
   */
  Map<String, Decision> decide(Map<String, StageKey> keys, Selection selection) throws IOException {
    for (PlannedComponent stage : plan.stages()) {
      warningsToTell.put(stage.path(), takeEarlyWarnings(stage));
    }
    return new Decisions(plan, selection, keeper.store(), keeper.last()).of(keys);
  }

  /**
   * Discards what there is of earlier work for the stages that begin anew, all of them before the
   * first begins: so what goes on after an interruption is this work and no other.
   *
   * @param keys the keys by the stages' paths
   * @param decisions the decisions by the stages' paths
   * @throws IOException if it cannot be removed
   */
  void discardEarlier(Map<String, StageKey> keys, Map<String, Decision> decisions)
      throws IOException {
    for (Map.Entry<String, Decision> decision : decisions.entrySet()) {
      if (decision.getValue().anew()) {
        StageKey key = keys.get(decision.getKey());
        keeper.store().discard(key);
        unfinished.discard(key.hex());
      }
    }
  }

  /** Runs a stage that is not reused. */
  @FunctionalInterface
  interface Work {
    /**
     * Runs a stage. Whatever it throws is turned into an outcome.
     *
     * @param key identifies what it computes
     * @param decision why it runs
     * @param warnings what is told with its results already
     * @throws IOException if its folder cannot be made or renamed
     */
    Outcome run(PlannedComponent planned, StageKey key, Decision decision, List<String> warnings)
        throws IOException;
  }

  /** Returns the work of this process, which runs one stage at a time. */
  Work here(BooleanSupplier stopping) {
    return (planned, key, decision, warnings) ->
        runAnew(planned, key, decision, warnings, stopping);
  }

  /**
   * Reuses an earlier result of a stage or runs it.
   *
   * @param key identifies what it computes
   * @param decision whether to run it
   * @param work runs it
   * @throws IOException if its folder cannot be made or renamed
   */
  Outcome run(PlannedComponent planned, StageKey key, Decision decision, Work work)
      throws IOException {
    List<String> warnings = warningsToTell.getOrDefault(planned.path(), List.of());
    if (!decision.reuses()) {
      return work.run(planned, key, decision, warnings);
    }
    try {
      return reuse(planned, key, decision, warnings);
    } catch (IOException | UserException e) {
      LOG.warn("the kept result of stage {} cannot be reused", planned.name(), e);
      folder.discard(planned.name());
      return work.run(
          planned, key, Decision.run("its result has just gone from the cache"), warnings);
    }
  }

  /**
   * Runs one stage of a run that lives in another process, with the outputs that lie in its folder.
   *
   * @param stopping whether the stage is to stop
   * @throws IOException if its folder cannot be made or renamed
   */
  Outcome runForAnother(
      PlannedComponent planned,
      StageKey key,
      Decision decision,
      List<String> warnings,
      BooleanSupplier stopping)
      throws IOException {
    for (String input : plan.inputs(planned)) {
      PlannedComponent before = plan.find(input).orElseThrow();
      keepOutput(before, folder.done(before.name()));
    }
    // What they warn of now, the run has been told when it opened them itself.
    plan.datasets(planned).forEach(this::fingerprint);
    takeEarlyWarnings(planned);
    return runAnew(planned, key, decision, warnings, stopping);
  }

  private Outcome reuse(
      PlannedComponent planned, StageKey key, Decision decision, List<String> warnings)
      throws IOException {
    long start = System.nanoTime();
    StageStore.Kept kept = decision.kept().orElseThrow();
    LOG.info("stage {} is reused from {}", planned.name(), kept.folder());
    Path staging = folder.staging(planned.name());
    keeper.store().place(kept, staging);
    ResultsWriter.Report reported = ResultsWriter.read(staging);
    ArtifactFiles.read(outputType(planned), staging);
    Path ended = folder.end(planned.name(), RunStatus.DONE);
    keepOutput(planned, ended);
    keeper.last().remember(planned.path(), key);
    return new Outcome(
        new StageReport(
            planned.name(),
            planned.member(),
            planned.spec().type(),
            key,
            decision,
            RunStatus.DONE,
            (System.nanoTime() - start) / 1e9,
            ended,
            reported.withWarnings(warnings),
            Optional.empty(),
            Optional.empty()),
        Optional.empty());
  }

  private Outcome runAnew(
      PlannedComponent planned,
      StageKey key,
      Decision decision,
      List<String> warnings,
      BooleanSupplier stopping)
      throws IOException {
    LOG.info("stage {} ({}) begins", planned.name(), planned.spec().type());
    Path staging = folder.begin(planned.name());
    ResultsWriter results = new ResultsWriter(staging);
    this.results = Optional.of(results);
    warnings.forEach(results::warning);
    long start = System.nanoTime();
    RunStatus status = RunStatus.DONE;
    Optional<Failure> failure = Optional.empty();
    StageCheckpoints checkpoints =
        StageCheckpoints.of(
            unfinished,
            key.hex(),
            folder.checkpoints(planned.name()),
            reached -> goingOn.accept(planned, reached),
            results::warning);
    try {
      runAndWrite(
          planned,
          new Context(planned.name(), staging, results, checkpoints.checkpoints()),
          results);
      keeper.record(planned, key, staging, (System.nanoTime() - start) / 1e9);
    } catch (Throwable e) {
      // Plugins may throw anything, errors of linking among it: nothing must go unrecorded.
      if (e instanceof InterruptedException || stopping.getAsBoolean()) {
        LOG.info("stage {} is interrupted", planned.name(), e);
        status = RunStatus.INTERRUPTED;
      } else {
        LOG.error("stage {} failed", planned.name(), e);
        status = RunStatus.FAILED;
        failure = Optional.of(failures.explain(e, Optional.of(planned)));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Path ended;
    try (checkpoints) {
      ended = folder.end(planned.name(), status);
      if (status == RunStatus.DONE) {
        keepOutput(planned, ended);
        checkpoints.done();
        keepForLater(planned, key, ended, results);
      }
    }
    LOG.info("stage {} is {} after {} s", planned.name(), status.word(), seconds);
    return new Outcome(
        new StageReport(
            planned.name(),
            planned.member(),
            planned.spec().type(),
            key,
            decision,
            status,
            seconds,
            ended,
            results.report(),
            checkpoints.goneOnAfter(),
            checkpoints.reached()),
        failure);
  }

  private void runAndWrite(PlannedComponent planned, Context context, ResultsWriter results)
      throws IOException, InterruptedException {
    Stage<?> stage = injector.stage(planned);
    Artifact output = stage.run(context);
    Class<? extends Artifact> type = outputType(planned);
    if (!type.isInstance(output)) {
      throw new ComponentFaultException(
          planned.path(),
          planned.installed(),
          "put out %s instead of a %s"
              .formatted(
                  output == null ? "nothing" : "a " + output.getClass().getName(), type.getName()),
          null);
    }
    results.writeMetrics();
    try {
      ArtifactFiles.write(output, context.folder());
      // Read back while the stage can still fail: what cannot be read is no output.
      ArtifactFiles.read(type, context.folder());
    } catch (IllegalArgumentException | UserException e) {
      if (DiskSpace.explain(e, context.folder()).isPresent()) {
        throw e;
      }
      throw new ComponentFaultException(
          planned.path(), planned.installed(), "put out what cannot be kept: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the output from its final folder: what a later process would get, the next stage gets.
   */
  private void keepOutput(PlannedComponent planned, Path ended) {
    outputs.put(planned.path(), ArtifactFiles.read(outputType(planned), ended));
  }

  private static Class<? extends Artifact> outputType(PlannedComponent planned) {
    return planned.installed().component().output().orElseThrow();
  }

  /** Puts a component's warning among the results of the stage that uses it. */
  private void warn(String path, String message) {
    LOG.warn(message);
    Optional<ResultsWriter> current = results;
    if (current.isPresent()) {
      current.get().warning(message);
    } else {
      synchronized (earlyWarnings) {
        earlyWarnings.computeIfAbsent(path, key -> new ArrayList<>()).add(message);
      }
    }
  }

  /** Takes away what the datasets of a stage warned of before the first stage. */
  private List<String> takeEarlyWarnings(PlannedComponent stage) {
    List<String> messages = new ArrayList<>();
    synchronized (earlyWarnings) {
      for (PlannedComponent dataset : plan.datasets(stage)) {
        messages.addAll(earlyWarnings.getOrDefault(dataset.path(), List.of()));
        earlyWarnings.remove(dataset.path());
      }
    }
    return messages;
  }

  /** A result that cannot be kept is none the worse: the run has it. */
  private void keepForLater(
      PlannedComponent planned, StageKey key, Path ended, ResultsWriter results) {
    try {
      keeper.keep(planned, key, ended);
    } catch (IOException | UserException e) {
      LOG.warn("the result of stage {} is not kept", planned.name(), e);
      results.warning(
          "the result is not kept in the cache, so the next run computes it again: %s"
              .formatted(
                  e instanceof IOException failure
                      ? FileErrors.describe(failure)
                      : e.getMessage()));
    }
  }

  private Artifact output(String path) {
    Artifact output = outputs.get(path);
    if (output == null) {
      throw new IllegalStateException("%s has not run yet".formatted(path));
    }
    return output;
  }
}

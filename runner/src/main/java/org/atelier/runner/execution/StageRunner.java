package org.atelier.runner.execution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.atelier.api.Artifact;
import org.atelier.api.Dataset;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.UserException;
import org.atelier.api.result.Results;
import org.atelier.api.service.Checkpoints;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Progress;
import org.atelier.runner.output.ArtifactFiles;
import org.atelier.runner.output.DiskSpace;
import org.atelier.runner.output.ResultsWriter;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.wiring.ComponentFaultException;
import org.atelier.runner.wiring.PipelineInjector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one stage after another and keeps their outputs for those that follow. */
final class StageRunner {
  private static final Logger LOG = LoggerFactory.getLogger(StageRunner.class);

  private final Plan plan;
  private final RunFolder folder;
  private final FailureFinder failures;
  private final PipelineInjector injector;
  private final UnfinishedStages unfinished;
  private final RunListener listener;
  private final Map<String, Artifact> outputs = new HashMap<>();

  /** What datasets warned of before the first stage, by path; told by the stage that uses them. */
  private final Map<String, List<String>> earlyWarnings = new LinkedHashMap<>();

  /** Of the stage that runs, or that ran last. */
  private volatile Optional<ResultsWriter> results = Optional.empty();

  StageRunner(
      Plan plan,
      Catalog catalog,
      Compute compute,
      Progress progress,
      RunListener listener,
      RunFolder folder,
      UnfinishedStages unfinished,
      FailureFinder failures) {
    this.plan = plan;
    this.listener = listener;
    this.folder = folder;
    this.unfinished = unfinished;
    this.failures = failures;
    this.injector =
        new PipelineInjector(
            plan, catalog, compute, progress, path -> message -> warn(path, message), this::output);
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
   * Runs a stage. Whatever it throws is turned into an outcome.
   *
   * @param key identifies what it computes
   * @param stopping whether the run is being stopped
   * @throws IOException if its folder cannot be made or renamed
   */
  Outcome run(PlannedComponent planned, StageKey key, BooleanSupplier stopping) throws IOException {
    LOG.info("stage {} ({}) begins", planned.name(), planned.spec().type());
    Path staging = folder.begin(planned.name());
    ResultsWriter results = new ResultsWriter(staging);
    this.results = Optional.of(results);
    passEarlyWarnings(planned, results);
    long start = System.nanoTime();
    RunStatus status = RunStatus.DONE;
    Optional<Failure> failure = Optional.empty();
    StageCheckpoints checkpoints =
        StageCheckpoints.of(
            unfinished,
            key.hex(),
            folder.checkpoints(planned.name()),
            reached -> listener.stageGoesOn(planned, reached),
            results::warning);
    try {
      runAndWrite(
          planned,
          new Context(planned.name(), staging, results, checkpoints.checkpoints()),
          results);
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
      }
    }
    LOG.info("stage {} is {} after {} s", planned.name(), status.word(), seconds);
    return new Outcome(
        new StageReport(
            planned.name(),
            planned.member(),
            planned.spec().type(),
            key,
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

  private void passEarlyWarnings(PlannedComponent stage, ResultsWriter results) {
    synchronized (earlyWarnings) {
      for (PlannedComponent dataset : plan.datasets(stage)) {
        List<String> messages = earlyWarnings.remove(dataset.path());
        if (messages != null) {
          messages.forEach(results::warning);
        }
      }
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

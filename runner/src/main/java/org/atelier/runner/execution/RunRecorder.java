package org.atelier.runner.execution;

import java.io.IOException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.runner.engine.ActiveEngine;
import org.atelier.runner.output.Json;
import org.atelier.runner.plan.PlannedComponent;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.PluginReport;

/** Collects what there is to record of a run and writes it to {@code run.json}. */
final class RunRecorder {
  private final RunRequest request;
  private final Catalog catalog;
  private final RunFolder folder;
  private final String started;
  private final long start = System.nanoTime();

  /** Of each stage that was begun, by its place in the plan. */
  private final Map<Integer, Recorded> stages = new TreeMap<>();

  private final Map<String, RunRecord.Data> datasets = new LinkedHashMap<>();
  private Optional<RunRecord.Engine> engine = Optional.empty();
  private Optional<Failure> general = Optional.empty();
  private RunStatus status = RunStatus.RUNNING;

  /** What became of a stage. */
  private record Recorded(
      StageReport report, RunRecord.StageEntry entry, Optional<Failure> failure) {}

  RunRecorder(RunRequest request, Catalog catalog, RunFolder folder, Clock clock) {
    this.request = request;
    this.catalog = catalog;
    this.folder = folder;
    this.started =
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            ZonedDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS));
  }

  void engine(ActiveEngine active) {
    engine =
        Optional.of(
            new RunRecord.Engine(
                active.engine(),
                active.version(),
                active.natives(),
                active.bindings(),
                active.choice().deviceText(),
                active.threads(),
                active.choice().safeMode(),
                active.reason()));
  }

  void stage(StageRunner.Outcome outcome, PlannedComponent planned, Map<String, Dataset> used) {
    StageReport report = outcome.report();
    stages.put(
        request.plan().stages().indexOf(planned),
        new Recorded(report, entry(report, planned), outcome.failure()));
    if (report.status() == RunStatus.FAILED) {
      status = RunStatus.FAILED;
    }
    if (report.status() == RunStatus.INTERRUPTED) {
      interrupted();
    }
    if (report.status() == RunStatus.DONE) {
      used.forEach((path, dataset) -> datasets.computeIfAbsent(path, key -> data(dataset)));
    }
  }

  /** The run failed outside of its stages; those failures that follow come of the same cause. */
  void failed(Failure cause) {
    status = RunStatus.FAILED;
    general = general.or(() -> Optional.of(cause));
  }

  /** The run is interrupted, unless a stage has failed on its own account. */
  void interrupted() {
    if (status != RunStatus.FAILED) {
      status = RunStatus.INTERRUPTED;
    }
  }

  /** The stages are through: if nothing went wrong, the run is done. */
  void end() {
    if (status == RunStatus.RUNNING) {
      status = RunStatus.DONE;
    }
  }

  void write() throws IOException {
    new Json().write(folder.record(), record());
  }

  RunReport report() {
    return new RunReport(
        status,
        folder.path(),
        seconds(),
        stages.values().stream().map(Recorded::report).toList(),
        failures());
  }

  private RunRecord record() {
    return new RunRecord(
        AtelierVersion.current(),
        status,
        request.plan().pipeline(),
        request.plan().file().toAbsolutePath().normalize().toString(),
        request.command(),
        request.plan().seed(),
        started,
        seconds(),
        engine,
        new RunRecord.Java(
            System.getProperty("java.version"),
            System.getProperty("java.vendor"),
            System.getProperty("java.vm.name"),
            Runtime.getRuntime().maxMemory()),
        new RunRecord.Machine(
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors()),
        catalog.plugins().stream()
            .filter(plugin -> plugin.refusal().isEmpty())
            .map(RunRecorder::pluginFile)
            .toList(),
        datasets,
        stages.values().stream().map(Recorded::entry).toList(),
        waiting(),
        failures());
  }

  private List<Failure> failures() {
    return Stream.concat(
            stages.values().stream().flatMap(recorded -> recorded.failure().stream()),
            general.stream())
        .toList();
  }

  private List<RunRecord.Waiting> waiting() {
    return request.plan().stages().stream()
        .filter(planned -> !stages.containsKey(request.plan().stages().indexOf(planned)))
        .map(
            planned ->
                new RunRecord.Waiting(
                    planned.name(),
                    planned.member().axes(),
                    planned.spec().type(),
                    inputs(planned)))
        .toList();
  }

  /** Returns the names of the stages that one refers to. */
  private List<String> inputs(PlannedComponent planned) {
    return request.plan().stages().stream()
        .filter(stage -> planned.stages().contains(stage.path()))
        .map(PlannedComponent::name)
        .toList();
  }

  private static RunRecord.PluginFile pluginFile(PluginReport plugin) {
    return new RunRecord.PluginFile(plugin.name(), plugin.version(), plugin.sha256());
  }

  private RunRecord.StageEntry entry(StageReport report, PlannedComponent planned) {
    return new RunRecord.StageEntry(
        report.name(),
        report.member().axes(),
        report.type(),
        planned.installed().plugin().name(),
        report.key().hex(),
        report.decision().reuses(),
        report.decision().reason(),
        report.status(),
        report.seconds(),
        report.goneOnAfter(),
        inputs(planned),
        planned.spec().settings(),
        folder.path().relativize(report.folder()).toString().replace('\\', '/'),
        report.results().metrics(),
        report.results().warnings());
  }

  private static RunRecord.Data data(Dataset dataset) {
    DatasetContents contents = dataset.contents();
    return new RunRecord.Data(
        contents.fingerprint(), contents.size(), contents.classNames().size());
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }
}

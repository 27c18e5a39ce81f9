package org.atelier.runner.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.atelier.api.result.Metric;
import org.atelier.runner.execution.StageReport;

/** The metrics of all repetitions of a stage: a row for each, a column for each metric. */
final class RepeatedMetrics {
  private final List<StageReport> repetitions;
  private final Set<String> axes = new LinkedHashSet<>();
  private final Set<String> metrics = new LinkedHashSet<>();

  /**
   * Collects axes and metrics.
   *
   * @param repetitions the repetitions, at least one
   */
  RepeatedMetrics(List<StageReport> repetitions) {
    this.repetitions = repetitions;
    for (StageReport stage : repetitions) {
      axes.addAll(stage.member().axes().keySet());
      stage.results().metrics().forEach(metric -> metrics.add(metric.name()));
    }
  }

  String text(Ink ink) {
    if (metrics.isEmpty()) {
      return "";
    }
    List<String> headings = new ArrayList<>(axes);
    headings.addAll(metrics);
    TextTable table = new TextTable(headings, headings.stream().map(heading -> false).toList());
    repetitions.forEach(stage -> table.add(row(stage)));
    if (metrics.stream().anyMatch(name -> baseline(name).isPresent())) {
      table.add(baselines());
    }
    return "\n  %s\n".formatted(ink.heading(repetitions.get(0).member().stage())) + table.text(ink);
  }

  private List<String> row(StageReport stage) {
    List<String> cells = new ArrayList<>();
    axes.forEach(axis -> cells.add(stage.member().axes().getOrDefault(axis, "")));
    for (String name : metrics) {
      cells.add(metric(stage, name).map(RepeatedMetrics::cell).orElse("-"));
    }
    return cells;
  }

  private List<String> baselines() {
    List<String> cells = new ArrayList<>();
    axes.forEach(axis -> cells.add(cells.isEmpty() ? "baseline" : ""));
    metrics.forEach(name -> cells.add(baseline(name).orElse("-")));
    return cells;
  }

  /** Returns the baseline of a metric if it is the same for all that have the metric. */
  private Optional<String> baseline(String name) {
    List<Optional<Metric.Baseline>> all =
        repetitions.stream()
            .flatMap(stage -> metric(stage, name).stream())
            .map(Metric::baseline)
            .distinct()
            .toList();
    return all.size() == 1
        ? all.get(0).map(only -> "%s (%s)".formatted(Figures.number(only.value()), only.name()))
        : Optional.empty();
  }

  private static Optional<Metric> metric(StageReport stage, String name) {
    return stage.results().metrics().stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst();
  }

  private static String cell(Metric metric) {
    return Figures.number(metric.value())
        + metric
            .interval()
            .map(
                interval ->
                    " (%s to %s)"
                        .formatted(Figures.number(interval.low()), Figures.number(interval.high())))
            .orElse("");
  }
}

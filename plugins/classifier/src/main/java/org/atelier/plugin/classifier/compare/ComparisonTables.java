package org.atelier.plugin.classifier.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.atelier.api.result.IntervalChart;
import org.atelier.api.result.Metric;
import org.atelier.api.result.Table;

/**
 * The table and the figure's rows, one for each evaluation.
 *
 * @param evaluations the evaluations, at least one
 * @param metrics the metrics that all of them have
 */
record ComparisonTables(List<Compared> evaluations, List<String> metrics) {
  /** Returns each evaluation with its settings, metrics, intervals and baselines. */
  Table comparison() {
    List<String> axes = List.copyOf(Compared.axes(evaluations));
    List<String> columns = new ArrayList<>(List.of("evaluation"));
    columns.addAll(axes);
    columns.add("images");
    for (String metric : metrics) {
      String column = Compared.column(metric);
      columns.addAll(List.of(column, column + "_low", column + "_high", column + "_baseline"));
    }
    List<List<Object>> rows = new ArrayList<>();
    for (Compared compared : evaluations) {
      List<Object> row = new ArrayList<>(List.of(compared.name()));
      axes.forEach(axis -> row.add(compared.axes().getOrDefault(axis, "")));
      row.add(compared.evaluation().images());
      metrics.forEach(metric -> addCells(compared.metric(metric), row));
      rows.add(row);
    }
    return new Table("Evaluations with 95 % intervals and baselines", columns, rows);
  }

  private static void addCells(Metric metric, List<Object> row) {
    row.add(metric.value());
    row.add(metric.interval().<Object>map(Metric.Interval::low).orElse(""));
    row.add(metric.interval().<Object>map(Metric.Interval::high).orElse(""));
    OptionalDouble baseline = Compared.baseline(metric);
    row.add(baseline.isPresent() ? (Object) baseline.getAsDouble() : "");
  }

  /** Returns the figure's rows. */
  List<IntervalChart.Row> rows() {
    boolean oneStage = evaluations.stream().map(Compared::stage).distinct().count() == 1;
    return evaluations.stream()
        .map(
            compared ->
                new IntervalChart.Row(
                    oneStage && !compared.axes().isEmpty()
                        ? String.join(", ", compared.axes().values())
                        : compared.name(),
                    metrics.stream().map(compared::point).toList()))
        .toList();
  }
}

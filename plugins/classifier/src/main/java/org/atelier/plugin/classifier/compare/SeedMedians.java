package org.atelier.plugin.classifier.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.atelier.api.result.IntervalChart;
import org.atelier.api.result.Table;

/** What several seeds say together about each of the other settings. */
final class SeedMedians {
  private final List<String> axes;
  private final List<String> metrics;
  private final Map<Setting, List<Compared>> settings = new LinkedHashMap<>();

  /** Evaluations of one setting differ in the seed alone. */
  private record Setting(String stage, Map<String, String> axes) {
    String label(boolean oneStage) {
      String values = String.join(", ", axes.values());
      if (values.isEmpty()) {
        return stage;
      }
      return oneStage ? values : "%s[%s]".formatted(stage, values);
    }
  }

  /**
   * Puts evaluations together.
   *
   * @param evaluations the evaluations, at least one
   * @param metrics the metrics that all of them have
   */
  SeedMedians(List<Compared> evaluations, List<String> metrics) {
    this.metrics = metrics;
    this.axes =
        Compared.axes(evaluations).stream().filter(axis -> !axis.equals(Compared.SEED)).toList();
    for (Compared compared : evaluations) {
      Map<String, String> others = new LinkedHashMap<>(compared.axes());
      others.remove(Compared.SEED);
      settings
          .computeIfAbsent(new Setting(compared.stage(), others), setting -> new ArrayList<>())
          .add(compared);
    }
  }

  /** Tells whether any setting was repeated with another seed. */
  boolean areSeveral() {
    return settings.values().stream().anyMatch(repeated -> repeated.size() > 1);
  }

  /** Returns the median and the range of each metric for each setting. */
  Table table() {
    List<String> columns = new ArrayList<>(List.of("evaluation"));
    columns.addAll(axes);
    columns.add("seeds");
    for (String metric : metrics) {
      String column = Compared.column(metric);
      columns.addAll(
          List.of(
              column + "_median", column + "_least", column + "_greatest", column + "_baseline"));
    }
    List<List<Object>> rows = new ArrayList<>();
    settings.forEach(
        (setting, repeated) -> {
          List<Object> row = new ArrayList<>(List.of(setting.stage()));
          axes.forEach(axis -> row.add(setting.axes().getOrDefault(axis, "")));
          row.add(repeated.size());
          for (String metric : metrics) {
            IntervalChart.Point point = point(metric, repeated);
            row.addAll(List.of(point.value(), point.low(), point.high()));
            row.add(point.baseline().isPresent() ? (Object) point.baseline().getAsDouble() : "");
          }
          rows.add(row);
        });
    return new Table("Medians over seeds, with the least and the greatest", columns, rows);
  }

  /** Returns the figure's rows: medians, and ranges in place of intervals. */
  List<IntervalChart.Row> rows() {
    boolean oneStage = settings.keySet().stream().map(Setting::stage).distinct().count() == 1;
    List<IntervalChart.Row> rows = new ArrayList<>();
    settings.forEach(
        (setting, repeated) ->
            rows.add(
                new IntervalChart.Row(
                    setting.label(oneStage),
                    metrics.stream().map(metric -> point(metric, repeated)).toList())));
    return rows;
  }

  private static IntervalChart.Point point(String metric, List<Compared> repeated) {
    double[] values =
        repeated.stream()
            .mapToDouble(compared -> compared.metric(metric).value())
            .sorted()
            .toArray();
    OptionalDouble baseline = Compared.baseline(repeated.get(0).metric(metric));
    return new IntervalChart.Point(median(values), values[0], values[values.length - 1], baseline);
  }

  /** Returns the middle value, or the mean of the two in the middle. */
  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

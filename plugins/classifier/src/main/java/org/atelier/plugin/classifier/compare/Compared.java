package org.atelier.plugin.classifier.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.atelier.api.Evaluation;
import org.atelier.api.result.IntervalChart;
import org.atelier.api.result.Metric;

/**
 * One of the evaluations that are compared.
 *
 * @param name the stage's name
 * @param axes the axes of the matrix that it comes from, with its values
 * @param evaluation what came out
 */
record Compared(String name, Map<String, String> axes, Evaluation evaluation) {
  /** What is compared, where evaluations have it. */
  static final List<String> METRICS = List.of("accuracy", "balanced accuracy", "macro-F1");

  /** The axis that repeats one setting, rather than trying another. */
  static final String SEED = "seed";

  /** Returns the axes of all evaluations, in the order in which they come. */
  static Set<String> axes(List<Compared> evaluations) {
    return evaluations.stream()
        .flatMap(compared -> compared.axes().keySet().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Returns those of the metrics that all evaluations have. */
  static List<String> commonMetrics(List<Compared> evaluations) {
    return METRICS.stream()
        .filter(name -> evaluations.stream().allMatch(compared -> compared.find(name).isPresent()))
        .toList();
  }

  /** Says why results cannot be held against each other, if the test images seem to differ. */
  static Optional<String> difference(List<Compared> evaluations, List<String> metrics) {
    Set<Integer> counts = new LinkedHashSet<>();
    Set<List<Optional<Metric.Baseline>>> baselines = new LinkedHashSet<>();
    for (Compared compared : evaluations) {
      counts.add(compared.evaluation().images());
      baselines.add(metrics.stream().map(name -> compared.metric(name).baseline()).toList());
    }
    if (counts.size() == 1 && baselines.size() == 1) {
      return Optional.empty();
    }
    return Optional.of(
        "the evaluations are not of the same test images (%s), so that their results cannot be held against each other"
            .formatted(
                counts.size() == 1
                    ? "their baselines differ"
                    : "numbers of images: "
                        + counts.stream().map(String::valueOf).collect(Collectors.joining(", "))));
  }

  /** Returns the baseline's name, if all have the same. */
  static String baselineName(List<Compared> evaluations, List<String> metrics) {
    Set<String> names =
        evaluations.stream()
            .flatMap(compared -> compared.metric(metrics.get(0)).baseline().stream())
            .map(Metric.Baseline::name)
            .collect(Collectors.toSet());
    return names.size() == 1 ? names.iterator().next() : names.isEmpty() ? "" : "baseline";
  }

  /** Returns the name that the stage has in the pipeline file. */
  String stage() {
    return axes.isEmpty() ? name : name.substring(0, name.indexOf('['));
  }

  Optional<Metric> find(String metric) {
    return evaluation.metrics().stream().filter(some -> some.name().equals(metric)).findFirst();
  }

  /** Returns one of the metrics that all evaluations have. */
  Metric metric(String metric) {
    return find(metric).orElseThrow();
  }

  /** Returns a metric as it is drawn. */
  IntervalChart.Point point(String name) {
    Metric metric = metric(name);
    return new IntervalChart.Point(
        metric.value(),
        metric.interval().map(Metric.Interval::low).orElse(metric.value()),
        metric.interval().map(Metric.Interval::high).orElse(metric.value()),
        baseline(metric));
  }

  static OptionalDouble baseline(Metric metric) {
    return metric.baseline().stream().mapToDouble(Metric.Baseline::value).findFirst();
  }

  /** Returns a metric's name as it heads a column. */
  static String column(String metric) {
    return metric.replaceAll("[^A-Za-z0-9]+", "_").toLowerCase(java.util.Locale.ROOT);
  }
}

package org.atelier.plugin.classifier.compare;

import jakarta.inject.Inject;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.atelier.api.Evaluation;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.UserException;
import org.atelier.api.result.IntervalChart;

/**
 * The stage {@code compare-evaluations}: puts evaluations into one table and one figure.
 *
 * <p>The stage's folder gets {@code comparison.csv}, with a row for each evaluation and a column
 * for each axis of the matrix that they come from, and {@code comparison.png}. If they were
 * repeated with several seeds, {@code medians.csv} has the median over the seeds for each of the
 * other settings, and the figure shows those.
 */
public final class CompareEvaluations implements Stage<Comparison> {
  private final Settings settings;

  /**
   * What to compare.
   *
   * @param evaluations the evaluations, in the order of the rows
   */
  public record Settings(
      @Setting("evaluations to compare; a repeated stage stands for all its repetitions")
          @Size(min = 1)
          List<Reference<Evaluation>> evaluations) {
    /** Checks that none is there twice. */
    public Settings {
      evaluations = List.copyOf(evaluations);
      Set<String> names = new HashSet<>();
      for (Reference<Evaluation> evaluation : evaluations) {
        if (!names.add(evaluation.name())) {
          throw new IllegalArgumentException(
              "the evaluation '%s' is listed twice".formatted(evaluation.name()));
        }
      }
    }
  }

  /** Makes the stage. */
  @Inject
  public CompareEvaluations(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Comparison run(StageContext context) throws IOException {
    List<Compared> evaluations =
        settings.evaluations().stream().map(CompareEvaluations::compared).toList();
    List<String> metrics = Compared.commonMetrics(evaluations);
    if (metrics.isEmpty()) {
      throw new UserException(
          "the evaluations do not all have any of the metrics %s"
              .formatted(String.join(", ", Compared.METRICS)),
          "compare evaluations of evaluate-classifier");
    }
    Compared.difference(evaluations, metrics).ifPresent(context.results()::warning);
    ComparisonTables tables = new ComparisonTables(evaluations, metrics);
    SeedMedians medians = new SeedMedians(evaluations, metrics);
    context.results().add("comparison", tables.comparison());
    if (medians.areSeveral()) {
      context.results().add("medians", medians.table());
    }
    List<IntervalChart.Row> rows = medians.areSeveral() ? medians.rows() : tables.rows();
    if (rows.size() > IntervalChart.MOST_ROWS) {
      context
          .results()
          .warning(
              "comparison.png is not drawn: %d rows are more than the %d that a figure can show"
                  .formatted(rows.size(), IntervalChart.MOST_ROWS));
    } else {
      context.results().add("comparison", chart(evaluations, metrics, rows, medians.areSeveral()));
    }
    return new Comparison(evaluations.size(), context.folder().resolve("comparison.csv"));
  }

  private static Compared compared(Reference<Evaluation> reference) {
    return new Compared(reference.name(), reference.axes(), reference.get());
  }

  private static IntervalChart chart(
      List<Compared> evaluations,
      List<String> metrics,
      List<IntervalChart.Row> rows,
      boolean medians) {
    List<String> axes =
        Compared.axes(evaluations).stream()
            .filter(axis -> !(medians && axis.equals(Compared.SEED)))
            .toList();
    String by = axes.isEmpty() ? "" : " by " + String.join(" and ", axes);
    return new IntervalChart(
        medians
            ? "Medians over seeds of %d evaluations%s".formatted(evaluations.size(), by)
            : "%d evaluations%s".formatted(evaluations.size(), by),
        metrics,
        rows,
        medians ? "median over seeds, least to greatest" : "test result, 95 % interval",
        Compared.baselineName(evaluations, metrics));
  }
}

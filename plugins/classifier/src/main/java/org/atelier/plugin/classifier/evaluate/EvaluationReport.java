package org.atelier.plugin.classifier.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.atelier.api.DatasetContents;
import org.atelier.api.result.HeatMap;
import org.atelier.api.result.Table;

/** The tables and the figure of an evaluation. */
final class EvaluationReport {
  private static final List<String> RANK_WORDS = List.of("first", "second", "third");

  private final List<String> classNames;
  private final ConfusionMatrix matrix;

  /**
   * Prepares the report.
   *
   * @param classNames the model's classes
   * @param matrix what was taken for what
   */
  EvaluationReport(List<String> classNames, ConfusionMatrix matrix) {
    this.classNames = classNames;
    this.matrix = matrix;
  }

  /** Returns precision, recall, F1 and counts of each class; what is undefined is left empty. */
  Table perClass() {
    List<List<Object>> rows =
        IntStream.range(0, classNames.size())
            .mapToObj(
                label ->
                    List.of(
                        classNames.get(label),
                        cell(matrix.precision(label)),
                        cell(matrix.recall(label)),
                        cell(matrix.f1(label)),
                        (Object) matrix.support(label),
                        matrix.predicted(label)))
            .toList();
    return new Table(
        "Precision, recall and F1 of each class",
        List.of("class", "precision", "recall", "f1", "support", "predicted"),
        rows);
  }

  /** Returns the counts, a row for each true class. */
  Table confusionTable() {
    List<String> columns = new ArrayList<>();
    columns.add("true_class");
    columns.addAll(classNames);
    List<List<Object>> rows = new ArrayList<>();
    for (int truth = 0; truth < classNames.size(); truth++) {
      List<Object> row = new ArrayList<>();
      row.add(classNames.get(truth));
      for (int predicted = 0; predicted < classNames.size(); predicted++) {
        row.add(matrix.count(truth, predicted));
      }
      rows.add(row);
    }
    return new Table("Images of each true class by predicted class", columns, rows);
  }

  /** Returns the shares of each true class, so that rare classes are as easy to read as others. */
  HeatMap confusionMap() {
    return new HeatMap(
        "Confusion matrix: share of each true class by predicted class",
        "predicted class",
        "true class",
        classNames,
        classNames,
        IntStream.range(0, classNames.size())
            .mapToObj(truth -> matrix.shares(truth).boxed().toList())
            .toList());
  }

  /** Returns a row for each image: what it is, what it was taken for, and how surely. */
  Table predictions(DatasetContents contents, List<Prediction> predictions, int ranks) {
    List<String> columns =
        new ArrayList<>(
            List.of("id", "true", "predicted", "probability", "correct", "true_probability"));
    for (int rank = 1; rank < ranks; rank++) {
      columns.add(RANK_WORDS.get(rank));
      columns.add(RANK_WORDS.get(rank) + "_probability");
    }
    List<List<Object>> rows = new ArrayList<>(predictions.size());
    for (Prediction prediction : predictions) {
      List<Object> row = new ArrayList<>(columns.size());
      row.add(contents.images().get(prediction.position()).id());
      row.add(classNames.get(prediction.truth()));
      row.add(classNames.get(prediction.best().label()));
      row.add(prediction.best().probability());
      row.add(prediction.isCorrect());
      row.add(prediction.truthProbability());
      for (Prediction.Choice other : prediction.ranked().subList(1, ranks)) {
        row.add(classNames.get(other.label()));
        row.add(other.probability());
      }
      rows.add(row);
    }
    return new Table("Prediction of each image", columns, rows);
  }

  private static Object cell(OptionalDouble value) {
    return value.isPresent() ? (Object) value.getAsDouble() : "";
  }
}

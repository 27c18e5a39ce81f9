package org.atelier.api.result;

import java.util.List;
import java.util.Objects;

/**
 * A matrix of numbers shown by colour, such as a confusion matrix; written as PNG.
 *
 * @param title what the map shows
 * @param horizontal label of the columns' axis
 * @param vertical label of the rows' axis
 * @param columns the columns' names
 * @param rows the rows' names, from the top
 * @param values a list for each row, a number for each column
 */
public record HeatMap(
    String title,
    String horizontal,
    String vertical,
    List<String> columns,
    List<String> rows,
    List<List<Double>> values)
    implements Content {
  /** Copies everything and checks the sizes. */
  public HeatMap {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(horizontal, "horizontal");
    Objects.requireNonNull(vertical, "vertical");
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    values = values.stream().map(List::copyOf).toList();
    int width = columns.size();
    if (values.size() != rows.size() || values.stream().anyMatch(row -> row.size() != width)) {
      throw new IllegalArgumentException(
          "heat map '%s' needs %d rows of %d values".formatted(title, rows.size(), width));
    }
  }
}

package org.atelier.api.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A table, written as CSV (RFC 4180, UTF-8).
 *
 * @param title what the table shows
 * @param columns the column names
 * @param rows the rows; a cell is a {@link String}, {@link Integer}, {@link Long}, {@link Double},
 *     {@link Float} or {@link Boolean}
 */
public record Table(String title, List<String> columns, List<List<Object>> rows)
    implements Content {
  /** Copies the rows and checks that each has a cell for each column. */
  public Table {
    Objects.requireNonNull(title, "title");
    columns = List.copyOf(columns);
    List<List<Object>> copies = new ArrayList<>(rows.size());
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "table '%s' has %d columns, but a row has %d cells"
                .formatted(title, columns.size(), row.size()));
      }
      copies.add(List.copyOf(row));
    }
    rows = List.copyOf(copies);
  }
}

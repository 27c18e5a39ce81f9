package org.atelier.runner.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table in plain text, its columns aligned. */
final class TextTable {
  private static final String INDENT = "  ";
  private static final String GAP = "  ";

  private final List<String> headings;
  private final List<Boolean> rightAligned;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Makes an empty table.
   *
   * @param headings the columns' headings
   * @param rightAligned for each column, whether it holds numbers
   */
  TextTable(List<String> headings, List<Boolean> rightAligned) {
    this.headings = List.copyOf(headings);
    this.rightAligned = List.copyOf(rightAligned);
  }

  void add(List<String> row) {
    rows.add(List.copyOf(row));
  }

  /** Returns the lines, each ended by a line break. */
  String text(Ink ink) {
    int[] widths =
        IntStream.range(0, headings.size())
            .map(
                column ->
                    Math.max(
                        width(headings.get(column)),
                        rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0)))
            .toArray();
    StringBuilder text = new StringBuilder();
    text.append(INDENT).append(ink.heading(line(headings, widths))).append('\n');
    for (List<String> row : rows) {
      text.append(INDENT).append(line(row, widths)).append('\n');
    }
    return text.toString();
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String padding = " ".repeat(widths[column] - width(cells.get(column)));
      line.append(column == 0 ? "" : GAP)
          .append(
              rightAligned.get(column) ? padding + cells.get(column) : cells.get(column) + padding);
    }
    return line.toString().stripTrailing();
  }

  /** Returns how many columns a text takes, as far as that can be told. */
  static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}

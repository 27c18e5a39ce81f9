package org.atelier.api.result;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Numbers with intervals, to be compared: a row for each thing compared, a panel for each number;
 * written as PNG. All panels have one scale.
 *
 * @param title what the chart shows
 * @param panels the panels' headings, from the left
 * @param rows what is compared, from the top; at most {@value #MOST_ROWS}
 * @param points what points and intervals mean, for the legend
 * @param baseline what baselines mean, for the legend; empty if there are none
 */
public record IntervalChart(
    String title, List<String> panels, List<Row> rows, String points, String baseline)
    implements Content {
  /** The most rows that one chart can show. */
  public static final int MOST_ROWS = 200;

  /**
   * One row.
   *
   * @param name what is compared
   * @param points one for each panel
   */
  public record Row(String name, List<Point> points) {
    /** Copies the points. */
    public Row {
      Objects.requireNonNull(name, "name");
      points = List.copyOf(points);
    }
  }

  /**
   * A number with its interval.
   *
   * @param value the number, finite
   * @param low lower end of the interval, finite
   * @param high upper end of the interval, finite
   * @param baseline what a trivial method reaches; empty for none
   */
  public record Point(double value, double low, double high, OptionalDouble baseline) {
    /** Checks the numbers. */
    public Point {
      if (!Double.isFinite(value)
          || !Double.isFinite(low)
          || !Double.isFinite(high)
          || low > high) {
        throw new IllegalArgumentException(
            "a point at %s cannot have an interval from %s to %s".formatted(value, low, high));
      }
      Objects.requireNonNull(baseline, "baseline");
    }
  }

  /** Copies the lists and checks their sizes. */
  public IntervalChart {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(points, "points");
    Objects.requireNonNull(baseline, "baseline");
    panels = List.copyOf(panels);
    rows = List.copyOf(rows);
    int width = panels.size();
    if (width == 0 || rows.isEmpty() || rows.size() > MOST_ROWS) {
      throw new IllegalArgumentException(
          "chart '%s' needs panels and 1 to %d rows, but has %d and %d"
              .formatted(title, MOST_ROWS, width, rows.size()));
    }
    if (rows.stream().anyMatch(row -> row.points().size() != width)) {
      throw new IllegalArgumentException(
          "chart '%s' needs %d points in each row".formatted(title, width));
    }
  }
}

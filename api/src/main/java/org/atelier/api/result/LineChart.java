package org.atelier.api.result;

import java.util.List;
import java.util.Objects;

/**
 * Lines over a common horizontal axis, written as PNG.
 *
 * @param title what the chart shows
 * @param horizontal label of the horizontal axis, with its unit
 * @param vertical label of the vertical axis, with its unit
 * @param lines the lines
 */
public record LineChart(String title, String horizontal, String vertical, List<Line> lines)
    implements Content {
  /**
   * One line.
   *
   * @param name what the line shows, for the legend
   * @param xs horizontal positions
   * @param ys vertical positions, as many
   */
  public record Line(String name, List<Double> xs, List<Double> ys) {
    /** Copies the points and checks their number. */
    public Line {
      Objects.requireNonNull(name, "name");
      xs = List.copyOf(xs);
      ys = List.copyOf(ys);
      if (xs.size() != ys.size()) {
        throw new IllegalArgumentException(
            "line '%s' has %d x and %d y".formatted(name, xs.size(), ys.size()));
      }
    }
  }

  /** Copies the lines. */
  public LineChart {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(horizontal, "horizontal");
    Objects.requireNonNull(vertical, "vertical");
    lines = List.copyOf(lines);
  }
}

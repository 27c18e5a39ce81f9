package org.atelier.api.result;

import java.util.List;
import java.util.Objects;

/**
 * Points of several kinds, told apart by colour and by the shape of their marker; written as PNG.
 *
 * @param title what the plot shows
 * @param horizontal label of the horizontal axis, with its unit
 * @param vertical label of the vertical axis, with its unit
 * @param groups the kinds of points, at most {@value #MOST_GROUPS}
 */
public record ScatterPlot(String title, String horizontal, String vertical, List<Group> groups)
    implements Content {
  /** The most kinds that still get a colour and a shape of their own. */
  public static final int MOST_GROUPS = 56;

  /**
   * Points of one kind.
   *
   * @param name what they have in common, for the legend
   * @param xs horizontal positions, finite
   * @param ys vertical positions, finite, as many
   */
  public record Group(String name, List<Double> xs, List<Double> ys) {
    /** Copies the points and checks them. */
    public Group {
      Objects.requireNonNull(name, "name");
      xs = List.copyOf(xs);
      ys = List.copyOf(ys);
      if (xs.size() != ys.size()) {
        throw new IllegalArgumentException(
            "group '%s' has %d x and %d y".formatted(name, xs.size(), ys.size()));
      }
      if (!xs.stream().allMatch(Double::isFinite) || !ys.stream().allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "group '%s' has points that are not finite".formatted(name));
      }
    }
  }

  /** Copies the groups and checks their number. */
  public ScatterPlot {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(horizontal, "horizontal");
    Objects.requireNonNull(vertical, "vertical");
    groups = List.copyOf(groups);
    if (groups.size() > MOST_GROUPS) {
      throw new IllegalArgumentException(
          "plot '%s' has %d groups, but %d is the most"
              .formatted(title, groups.size(), MOST_GROUPS));
    }
  }
}

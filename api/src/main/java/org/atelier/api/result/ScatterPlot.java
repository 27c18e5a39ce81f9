package org.atelier.api.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

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

  /** The longest side of a point's picture in reports, in pixels. */
  public static final int PICTURE_SIDE = 64;

  /**
   * Points of one kind.
   *
   * @param name what they have in common, for the legend
   * @param xs horizontal positions, finite
   * @param ys vertical positions, finite, as many
   * @param details what a report tells of each point when it is pointed at, as many; empty for
   *     nothing
   */
  public record Group(String name, List<Double> xs, List<Double> ys, List<Detail> details) {
    /** Makes points of which nothing is told but their places. */
    public Group(String name, List<Double> xs, List<Double> ys) {
      this(name, xs, ys, List.of());
    }

    /** Copies the points and checks them. */
    public Group {
      Objects.requireNonNull(name, "name");
      xs = List.copyOf(xs);
      ys = List.copyOf(ys);
      details = List.copyOf(details);
      if (xs.size() != ys.size()) {
        throw new IllegalArgumentException(
            "group '%s' has %d x and %d y".formatted(name, xs.size(), ys.size()));
      }
      if (!details.isEmpty() && details.size() != xs.size()) {
        throw new IllegalArgumentException(
            "group '%s' has %d details for %d points".formatted(name, details.size(), xs.size()));
      }
      if (!xs.stream().allMatch(Double::isFinite) || !ys.stream().allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "group '%s' has points that are not finite".formatted(name));
      }
    }
  }

  /**
   * What is told of one point.
   *
   * @param text a few words, such as the file of an image; lines are separated by {@code \n}
   * @param picture a small picture to show; reports reduce larger ones to {@value #PICTURE_SIDE}
   *     pixels
   */
  public record Detail(String text, Optional<RgbImage> picture) {
    /** Checks that both are there. */
    public Detail {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(picture, "picture");
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

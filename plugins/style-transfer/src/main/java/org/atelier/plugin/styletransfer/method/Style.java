package org.atelier.plugin.styletransfer.method;

import java.util.List;
import java.util.Objects;
import org.atelier.api.UserException;

/**
 * A style that a picture is to have: one, or several blended.
 *
 * @param name what it is called in tables and file names
 * @param parts the styles that are blended; the weights add up to 1
 */
public record Style(String name, List<Part> parts) {
  /**
   * One of the styles that are blended.
   *
   * @param style the style's name
   * @param weight its share
   */
  public record Part(String style, double weight) {
    /** Checks the share. */
    public Part {
      Objects.requireNonNull(style, "style");
      if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("style '%s' has weight %s".formatted(style, weight));
      }
    }
  }

  /** Copies the parts and brings their weights to a sum of 1. */
  public Style {
    Objects.requireNonNull(name, "name");
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("style '%s' has no parts".formatted(name));
    }
    double sum = parts.stream().mapToDouble(Part::weight).sum();
    parts = parts.stream().map(part -> new Part(part.style(), part.weight() / sum)).toList();
  }

  /** Returns a style that is no blend. */
  public static Style of(String name) {
    return new Style(name, List.of(new Part(name, 1)));
  }

  /**
   * Checks that there are such styles.
   *
   * @param known the styles that there are
   * @param source where they come from, for the message, such as {@code style-bank 'bank'}
   * @throws UserException if a part is not among them, with the list
   */
  public void check(List<String> known, String source) {
    for (Part part : parts) {
      if (!known.contains(part.style())) {
        throw new UserException(
            "%s has no style '%s'; its styles are: %s"
                .formatted(source, part.style(), String.join(", ", known)),
            "name one of these styles");
      }
    }
  }
}

package org.atelier.runner.definition;

import java.util.Comparator;
import java.util.Objects;

/**
 * One thing that is wrong in a pipeline file or in an override of it.
 *
 * @param position where it was written
 * @param place where it is in the pipeline, such as {@code stages.classify.epochs}; empty for the
 *     file as a whole
 * @param message what is wrong, what was expected, and how to mend it
 */
public record Problem(Position position, String place, String message)
    implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::position)
          .thenComparing(Problem::place)
          .thenComparing(Problem::message);

  /** Checks that everything is there. */
  public Problem {
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(message, "message");
  }

  /** Tells whether another problem is about the same value. */
  public boolean concernsSameAs(Problem other) {
    return position.equals(other.position) && place.equals(other.place);
  }

  /** Orders by position. */
  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** Returns {@code file:line:column: place: message}. */
  @Override
  public String toString() {
    String source = position.source(); // such as "--engine", which says the place already
    boolean said = place.isEmpty() || source.endsWith(" " + place) || source.equals("--" + place);
    return position + ": " + (said ? "" : place + ": ") + message;
  }
}

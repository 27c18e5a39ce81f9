package org.atelier.runner.definition;

import java.util.Comparator;

/**
 * Where a value was written.
 *
 * @param source the pipeline file as the user named it, or the option of the command line, such as
 *     {@code --set stages.classify.epochs}
 * @param line line in the file, from 1; 0 on the command line
 * @param column column in the line, from 1; 0 on the command line
 */
public record Position(String source, int line, int column) implements Comparable<Position> {
  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::onCommandLine)
          .thenComparingInt(Position::line)
          .thenComparingInt(Position::column)
          .thenComparing(Position::source);

  /** Returns the place of an option on the command line. */
  public static Position ofOption(String option) {
    return new Position(option, 0, 0);
  }

  /** Tells whether the value came from the command line and not from the file. */
  public boolean onCommandLine() {
    return line == 0;
  }

  /** Orders by line and column; what comes from the command line is last. */
  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  /** Returns {@code file:line:column}, as editors and terminals make links of it. */
  @Override
  public String toString() {
    return onCommandLine() ? source : source + ":" + line + ":" + column;
  }
}

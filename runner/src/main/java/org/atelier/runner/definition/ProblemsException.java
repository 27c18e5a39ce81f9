package org.atelier.runner.definition;

import java.util.List;
import java.util.stream.Collectors;

/** All that is wrong in a pipeline file, at once; the user's mistake, shown without a trace. */
public final class ProblemsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * Holds the problems in the order of their positions.
   *
   * @param problems at least one problem
   */
  public ProblemsException(List<Problem> problems) {
    super(problems.stream().sorted().map(Problem::toString).collect(Collectors.joining("\n")));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("no problems");
    }
    this.problems = problems.stream().sorted().toList();
  }

  /** Returns the problems in the order of their positions. */
  public List<Problem> problems() {
    return problems;
  }
}

package org.atelier.runner.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Which of its repetitions a stage is.
 *
 * @param stage the stage's name in the pipeline file
 * @param axes the axes that it is repeated along, its own and those of stages that it refers to,
 *     each with the value that it has here; empty for a stage that is not repeated
 */
public record Member(String stage, Map<String, String> axes) {
  /** Copies the axes, keeping their order. */
  public Member {
    Objects.requireNonNull(stage, "stage");
    axes = Collections.unmodifiableMap(new LinkedHashMap<>(axes));
  }

  /** Tells whether the stage is one of several. */
  public boolean isRepeated() {
    return !axes.isEmpty();
  }

  /** Returns the name, such as {@code train[nll,5]}; that in the file if it is not repeated. */
  public String name() {
    return isRepeated() ? "%s[%s]".formatted(stage, values()) : stage;
  }

  /** Returns the values of the axes, joined by commas. */
  public String values() {
    return String.join(",", axes.values());
  }

  /** Tells whether both have the same value on each axis that both have. */
  boolean agrees(Map<String, String> others) {
    return axes.entrySet().stream()
        .allMatch(
            axis -> others.getOrDefault(axis.getKey(), axis.getValue()).equals(axis.getValue()));
  }
}

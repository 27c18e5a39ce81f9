package org.atelier.runner.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.atelier.runner.plan.PlannedComponent;

/** Puts the repetitions of a stage together, so that many of them stay readable. */
public final class Repetitions {
  private Repetitions() {}

  /** Returns the stages in order, all repetitions of one where its first is. */
  static List<List<PlannedComponent>> of(List<PlannedComponent> stages) {
    Map<String, List<PlannedComponent>> groups = new LinkedHashMap<>();
    for (PlannedComponent stage : stages) {
      groups.computeIfAbsent(stage.member().stage(), name -> new ArrayList<>()).add(stage);
    }
    return List.copyOf(groups.values());
  }

  /** Returns the axes that repetitions differ in, with their values. */
  static Map<String, Set<String>> axes(Collection<PlannedComponent> repetitions) {
    Map<String, Set<String>> axes = new LinkedHashMap<>();
    for (PlannedComponent stage : repetitions) {
      stage
          .member()
          .axes()
          .forEach(
              (axis, value) -> axes.computeIfAbsent(axis, key -> new LinkedHashSet<>()).add(value));
    }
    return axes;
  }

  static String count(int repetitions) {
    return repetitions == 1 ? "1 repetition" : repetitions + " repetitions";
  }

  /** Returns the names of stages in one line, those of repetitions as one with their number. */
  public static String names(List<PlannedComponent> stages) {
    return of(stages).stream()
        .map(
            group ->
                group.get(0).member().isRepeated()
                    ? "%s (%s)".formatted(group.get(0).member().stage(), count(group.size()))
                    : group.get(0).name())
        .collect(Collectors.joining(", "));
  }
}

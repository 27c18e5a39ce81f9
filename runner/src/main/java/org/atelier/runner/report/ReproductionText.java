package org.atelier.runner.report;

import java.util.List;
import java.util.stream.Collectors;
import org.atelier.runner.execution.RecordedRun;
import org.atelier.runner.execution.Reproduction;

/** Says whether a run came out as the one that it repeats. */
public final class ReproductionText {
  private ReproductionText() {}

  /**
   * Returns the verdict and what it rests on.
   *
   * @param first the run that was repeated
   * @param reproduction how the repetition compares
   * @param ink colours
   */
  public static String of(RecordedRun first, Reproduction reproduction, Ink ink) {
    StringBuilder text = new StringBuilder("\n");
    String compared =
        "%s, %s and %s of parameters and arrays"
            .formatted(
                RunSummary.stages(reproduction.stages()),
                count(reproduction.metrics(), "metric"),
                count(reproduction.parameters(), "file"));
    if (reproduction.agrees()) {
      text.append(
          "%s this run agrees with %s in all of %s.\n"
              .formatted(ink.good("Equal:"), first.folder(), compared));
    } else {
      text.append(
          "%s this run does not agree with %s (compared: %s).\n"
              .formatted(ink.bad("Not equal:"), first.folder(), compared));
      list(reproduction.differences(), text);
    }
    if (!reproduction.changes().isEmpty()) {
      text.append("What has changed since:\n");
      list(reproduction.changes(), text);
    } else if (!reproduction.agrees()) {
      text.append(
          "Nothing is known to have changed since: neither images, settings, plugins, engine nor"
              + " Java. On a GPU, sums may be taken in another order each time.\n");
    }
    if (!reproduction.otherFiles().isEmpty()) {
      text.append(
          "Files beside that differ, as those with times do: %s\n"
              .formatted(reproduction.otherFiles().stream().collect(Collectors.joining(", "))));
    }
    return text.toString();
  }

  private static void list(List<String> lines, StringBuilder text) {
    lines.forEach(line -> text.append("  ").append(line).append('\n'));
  }

  private static String count(int count, String what) {
    return "%d %s%s".formatted(count, what, count == 1 ? "" : "s");
  }
}

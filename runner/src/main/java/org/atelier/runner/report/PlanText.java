package org.atelier.runner.report;

import java.util.Map;
import org.atelier.api.Kind;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;

/** Shows a plan: the stages in the order they run, what each takes and what it puts out. */
public final class PlanText {
  private final Plan plan;
  private final Ink ink;

  /**
   * Makes the text of a plan.
   *
   * @param plan the checked plan
   * @param ink colours
   */
  public PlanText(Plan plan, Ink ink) {
    this.plan = plan;
    this.ink = ink;
  }

  /** Returns the plan, a paragraph for each stage. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s (%s): %s, seed %d, engine %s, device %s\n"
            .formatted(
                ink.heading(plan.pipeline()),
                plan.file(),
                RunSummary.stages(plan.stages().size()),
                plan.seed(),
                plan.engine(),
                plan.device()));
    int number = 0;
    for (PlannedComponent stage : plan.stages()) {
      number++;
      text.append(
          "\n%d. %s: %s -> %s\n"
              .formatted(number, ink.heading(stage.name()), stage.spec().type(), output(stage)));
      appendReferences(stage, "     ", text);
    }
    return text.toString();
  }

  /** Returns in one line how much there is in the plan. */
  public String counts() {
    return "%s, %s, %s, %s"
        .formatted(
            RunSummary.stages(plan.stages().size()),
            count(Kind.DATASET, "dataset", "datasets"),
            count(Kind.MODEL, "model", "models"),
            count(Kind.LOSS, "loss", "losses"));
  }

  private String count(Kind kind, String one, String several) {
    long count =
        plan.components().values().stream()
            .filter(planned -> planned.installed().component().kind() == kind)
            .count();
    return count + " " + (count == 1 ? one : several);
  }

  private void appendReferences(PlannedComponent component, String indent, StringBuilder text) {
    for (Map.Entry<String, String> reference : component.references().entrySet()) {
      PlannedComponent target = plan.find(reference.getValue()).orElseThrow();
      text.append(indent).append(reference.getKey()).append(" <- ").append(describe(target));
      text.append('\n');
      if (target.installed().component().kind() != Kind.STAGE) {
        appendReferences(target, indent + "  ", text);
      }
    }
  }

  private static String describe(PlannedComponent target) {
    if (target.installed().component().kind() == Kind.STAGE) {
      return "%s of stage %s".formatted(output(target), target.name());
    }
    String type = target.spec().type();
    boolean named = target.path().equals(section(target) + "." + target.name());
    return named ? "%s: %s".formatted(target.path(), type) : type;
  }

  private static String section(PlannedComponent target) {
    return target.installed().component().kind().section();
  }

  private static String output(PlannedComponent stage) {
    return stage.installed().component().output().orElseThrow().getSimpleName();
  }
}

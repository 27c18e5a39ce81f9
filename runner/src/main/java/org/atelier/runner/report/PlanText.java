package org.atelier.runner.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.atelier.api.Kind;
import org.atelier.runner.execution.Decision;
import org.atelier.runner.execution.Preview;
import org.atelier.runner.plan.Member;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;

/** Shows a plan: the stages in the order they run, what each takes and what it puts out. */
public final class PlanText {
  /** Of more repetitions, the others are only counted. */
  private static final int MOST_NAMED = 6;

  private final Plan plan;
  private final Ink ink;
  private final Preview preview;

  /**
   * Makes the text of a plan.
   *
   * @param plan the checked plan
   * @param ink colours
   * @param preview which stages would run, and why
   */
  public PlanText(Plan plan, Ink ink, Preview preview) {
    this.plan = plan;
    this.ink = ink;
    this.preview = preview;
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
    for (List<PlannedComponent> repetitions : Repetitions.of(plan.stages())) {
      number++;
      appendStage(number, repetitions, text);
    }
    preview
        .obstacle()
        .ifPresent(
            obstacle ->
                text.append(
                    "\n%s\n  To mend it: %s\n"
                        .formatted(
                            ink.warning(
                                "It cannot be told which stages would run: "
                                    + obstacle.getMessage()),
                            obstacle.remedy())));
    return text.toString();
  }

  private void appendStage(int number, List<PlannedComponent> repetitions, StringBuilder text) {
    PlannedComponent first = repetitions.get(0);
    text.append(
        "\n%d. %s: %s -> %s%s\n"
            .formatted(
                number,
                ink.heading(first.member().stage()),
                first.spec().type(),
                output(first),
                first.member().isRepeated() ? ", " + Repetitions.count(repetitions.size()) : ""));
    Repetitions.axes(repetitions)
        .forEach(
            (axis, values) ->
                text.append("     %s: %s\n".formatted(axis, String.join(", ", values))));
    decisions(repetitions)
        .forEach(
            (sentence, members) ->
                text.append("     ")
                    .append(sentence)
                    .append('\n')
                    .append(members.size() < repetitions.size() ? whose(members) : ""));
    Map<String, Map<String, List<Member>>> references = new LinkedHashMap<>();
    for (PlannedComponent stage : repetitions) {
      references(stage, "     ")
          .forEach(
              (setting, lines) ->
                  references
                      .computeIfAbsent(setting, key -> new LinkedHashMap<>())
                      .computeIfAbsent(lines, key -> new ArrayList<>())
                      .add(stage.member()));
    }
    for (Map<String, List<Member>> ways : references.values()) {
      ways.forEach(
          (lines, members) ->
              text.append(lines).append(members.size() < repetitions.size() ? whose(members) : ""));
    }
  }

  /** Returns what would become of the repetitions of a stage, and of which of them. */
  private Map<String, List<Member>> decisions(List<PlannedComponent> repetitions) {
    Map<String, List<Member>> decisions = new LinkedHashMap<>();
    for (PlannedComponent stage : repetitions) {
      Decision decision = preview.decisions().get(stage.path());
      if (decision != null) {
        String sentence = decision.reuses() ? ink.good(decision.sentence()) : decision.sentence();
        decisions.computeIfAbsent(sentence, key -> new ArrayList<>()).add(stage.member());
      }
    }
    return decisions;
  }

  private static String whose(List<Member> members) {
    String shown =
        members.stream()
            .limit(MOST_NAMED)
            .map(member -> "[" + member.values() + "]")
            .collect(Collectors.joining(", "));
    int more = members.size() - MOST_NAMED;
    return "       in %s%s\n".formatted(shown, more > 0 ? " and %d more".formatted(more) : "");
  }

  /** Returns in one line how much there is in a plan. */
  public static String counts(Plan plan) {
    return "%s, %s, %s, %s"
        .formatted(
            RunSummary.stages(plan.stages().size()),
            count(plan, Kind.DATASET, "dataset", "datasets"),
            count(plan, Kind.MODEL, "model", "models"),
            count(plan, Kind.LOSS, "loss", "losses"));
  }

  private static String count(Plan plan, Kind kind, String one, String several) {
    long count =
        plan.components().values().stream()
            .filter(planned -> planned.installed().component().kind() == kind)
            .count();
    return count + " " + (count == 1 ? one : several);
  }

  /** Returns what a component refers to, as lines for each setting that refers to something. */
  private Map<String, String> references(PlannedComponent component, String indent) {
    Map<String, String> lines = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Map.Entry<String, String> reference : component.references().entrySet()) {
      PlannedComponent target = plan.find(reference.getValue()).orElseThrow();
      String setting = reference.getKey();
      String what = describe(component, target);
      boolean list = setting.endsWith("]");
      if (list && target.member().isRepeated()) {
        setting = setting.replaceFirst("\\[[0-9]+\\]$", "") + "/" + target.member().stage();
        what = "%s of stage %s".formatted(output(target), target.member().stage());
      }
      String shown = setting.replaceFirst("/.*", "");
      int count = counts.merge(setting, 1, Integer::sum);
      String several = count > 1 ? ", " + Repetitions.count(count) : "";
      String inner =
          target.installed().component().kind() == Kind.STAGE
              ? ""
              : String.join("", references(target, indent + "  ").values());
      lines.put(setting, "%s%s <- %s%s\n%s".formatted(indent, shown, what, several, inner));
    }
    return lines;
  }

  private static String describe(PlannedComponent user, PlannedComponent target) {
    if (target.installed().component().kind() == Kind.STAGE) {
      return "%s of stage %s".formatted(output(target), nameFor(user.member(), target.member()));
    }
    String type = target.spec().type();
    boolean named = target.path().equals(section(target) + "." + target.name());
    return named ? "%s: %s".formatted(target.path(), type) : type;
  }

  /** Names a repetition that has the values of its user by the axes that they share. */
  private static String nameFor(Member user, Member target) {
    return target.isRepeated() && user.axes().entrySet().containsAll(target.axes().entrySet())
        ? "%s[%s]".formatted(target.stage(), String.join(",", target.axes().keySet()))
        : target.name();
  }

  private static String section(PlannedComponent target) {
    return target.installed().component().kind().section();
  }

  private static String output(PlannedComponent stage) {
    return stage.installed().component().output().orElseThrow().getSimpleName();
  }
}

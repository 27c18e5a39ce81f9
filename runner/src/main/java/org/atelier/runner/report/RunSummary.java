package org.atelier.runner.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.atelier.api.result.Metric;
import org.atelier.runner.execution.Failure;
import org.atelier.runner.execution.RunReport;
import org.atelier.runner.execution.RunStatus;
import org.atelier.runner.execution.StageReport;

/**
 * Says what came of a run: results, warnings, what failed and how to go on, and where it all is.
 */
public final class RunSummary {
  private static final double USUAL_CONFIDENCE = 0.95;

  private final RunReport report;
  private final boolean page;
  private final String command;
  private final Ink ink;

  /**
   * Makes a summary.
   *
   * @param report how the run went
   * @param page whether there is a page of it
   * @param command the command line that runs it again
   * @param ink colours
   */
  public RunSummary(RunReport report, boolean page, String command, Ink ink) {
    this.report = report;
    this.page = page;
    this.command = command;
    this.ink = ink;
  }

  /** Returns the results, the warnings and, if all went well, the run folder. */
  public String results() {
    StringBuilder text = new StringBuilder();
    if (report.stages().stream().anyMatch(stage -> !stage.results().metrics().isEmpty())) {
      text.append('\n').append(ink.heading("Results")).append('\n').append(metrics());
    }
    List<String> warnings = warnings();
    if (!warnings.isEmpty()) {
      text.append('\n').append(ink.warning("Warnings")).append('\n');
      warnings.forEach(text::append);
    }
    if (report.status() == RunStatus.DONE) {
      text.append('\n')
          .append(
              "%s %s%s in %s. Everything is in\n  %s\n%s"
                  .formatted(
                      ink.good("Done:"),
                      stages(report.stages().size()),
                      reused(),
                      Figures.duration(report.seconds()),
                      report.folder(),
                      page ? "Open report.html there to see it on one page.\n" : ""));
    }
    return text.toString();
  }

  private String reused() {
    long reused = report.stages().stream().filter(stage -> stage.decision().reuses()).count();
    return reused == 0 ? "" : " (%d reused)".formatted(reused);
  }

  /** Returns what went wrong and how to go on; empty if nothing did. */
  public String failure() {
    if (report.status() == RunStatus.INTERRUPTED) {
      return interrupted();
    }
    if (report.failures().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    report.failures().forEach(failure -> text.append(failed(failure)));
    List<StageReport> goingOn =
        report.stages().stream().filter(stage -> stage.reached().isPresent()).toList();
    text.append("  Then run again%s: %s\n".formatted(goingOn(goingOn), command));
    report.failures().stream()
        .flatMap(failure -> failure.stage().stream())
        .flatMap(stage -> folderOf(stage).stream())
        .forEach(folder -> text.append("  Partial files: ").append(folder).append('\n'));
    return text.append("  Log: ").append(report.log()).append('\n').toString();
  }

  private String failed(Failure failure) {
    String what =
        failure
            .stage()
            .map(
                stage ->
                    "The stage '%s'%s failed: %s"
                        .formatted(stage, typeOf(stage), failure.message()))
            .orElse("The run failed: " + failure.message());
    StringBuilder text = new StringBuilder("\n").append(ink.bad(what)).append('\n');
    failure.blame().ifPresent(blame -> text.append("  ").append(blame).append('\n'));
    text.append("  To mend it: ").append(failure.remedy()).append('\n');
    return text.toString();
  }

  private Optional<Path> folderOf(String stage) {
    return report.stages().stream()
        .filter(entry -> entry.name().equals(stage))
        .map(StageReport::folder)
        .findFirst();
  }

  /** Says where stages go on; which one is not said where there is only one. */
  private String goingOn(List<StageReport> stages) {
    if (stages.isEmpty()) {
      return "";
    }
    return stages.size() == 1 && report.failures().size() == 1
        ? ", which goes on after " + stages.get(0).reached().orElseThrow()
        : stages.stream()
            .map(stage -> "%s after %s".formatted(stage.name(), stage.reached().orElseThrow()))
            .collect(Collectors.joining(", ", ", which goes on with ", ""));
  }

  private String interrupted() {
    List<StageReport> stages =
        report.stages().stream().filter(stage -> stage.status() == RunStatus.INTERRUPTED).toList();
    return "\n%s\n  What was done so far: %s\n  Go on with: %s\n"
        .formatted(ink.warning("Interrupted" + places(stages) + "."), report.folder(), command);
  }

  private static String places(List<StageReport> stages) {
    if (stages.isEmpty()) {
      return "";
    }
    return stages.stream()
        .map(
            stage ->
                "'%s'%s"
                    .formatted(
                        stage.name(),
                        stage.reached().map(reached -> ", after " + reached).orElse("")))
        .collect(
            Collectors.joining(
                "; ", stages.size() == 1 ? " in the stage " : " in the stages ", ""));
  }

  private String typeOf(String stage) {
    return report.stages().stream()
        .filter(entry -> entry.name().equals(stage))
        .map(entry -> " (" + entry.type() + ")")
        .collect(Collectors.joining());
  }

  /** Returns the warnings, each after its stage; what several repetitions warn of comes once. */
  private List<String> warnings() {
    Map<Warning, List<String>> stages = new LinkedHashMap<>();
    for (StageReport stage : report.stages()) {
      for (String warning : stage.results().warnings()) {
        stages
            .computeIfAbsent(
                new Warning(stage.member().stage(), warning), first -> new ArrayList<>())
            .add(stage.name());
      }
    }
    List<String> lines = new ArrayList<>();
    stages.forEach(
        (warning, names) -> {
          String name =
              names.size() == 1
                  ? names.get(0)
                  : "%s (%s)".formatted(warning.stage(), Repetitions.count(names.size()));
          lines.add("  %s: %s\n".formatted(name, warning.text()));
        });
    return lines;
  }

  /** What a stage warns of, whichever of its repetitions. */
  private record Warning(String stage, String text) {}

  private String metrics() {
    Map<String, List<StageReport>> groups = new LinkedHashMap<>();
    List<StageReport> single = new ArrayList<>();
    for (StageReport stage : report.stages()) {
      if (stage.member().isRepeated()) {
        groups.computeIfAbsent(stage.member().stage(), name -> new ArrayList<>()).add(stage);
      } else {
        single.add(stage);
      }
    }
    StringBuilder text = new StringBuilder();
    if (single.stream().anyMatch(stage -> !stage.results().metrics().isEmpty())) {
      text.append(metrics(single).text(ink));
    }
    groups.values().forEach(group -> text.append(new RepeatedMetrics(group).text(ink)));
    return text.toString();
  }

  private static TextTable metrics(List<StageReport> stages) {
    TextTable table =
        new TextTable(
            List.of("stage", "metric", "value", "95 % interval", "baseline"),
            List.of(false, false, true, false, false));
    for (StageReport stage : stages) {
      String name = stage.name();
      for (Metric metric : stage.results().metrics()) {
        table.add(
            List.of(
                name,
                metric.name(),
                Figures.number(metric.value()),
                metric.interval().map(RunSummary::interval).orElse("-"),
                metric.baseline().map(RunSummary::baseline).orElse("-")));
        name = "";
      }
    }
    return table;
  }

  private static String interval(Metric.Interval interval) {
    String ends = Figures.number(interval.low()) + " to " + Figures.number(interval.high());
    return interval.confidence() == USUAL_CONFIDENCE
        ? ends
        : ends + String.format(Locale.ROOT, " (%.3g %%)", 100 * interval.confidence());
  }

  private static String baseline(Metric.Baseline baseline) {
    return "%s (%s)".formatted(Figures.number(baseline.value()), baseline.name());
  }

  static String stages(int count) {
    return count == 1 ? "1 stage" : count + " stages";
  }
}

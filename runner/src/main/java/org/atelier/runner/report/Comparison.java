package org.atelier.runner.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.atelier.api.result.Metric;
import org.atelier.runner.definition.DefinitionReader;
import org.atelier.runner.definition.Node;
import org.atelier.runner.definition.ProblemsException;
import org.atelier.runner.execution.RecordedRun;
import org.atelier.runner.execution.RunRecord;

/** Shows in what the settings, the circumstances and the metrics of some runs differ. */
public final class Comparison {
  private static final String ABSENT = "-";

  /** Enough of a digest to tell two apart. */
  private static final int SHORT = 12;

  private static final int WIDEST = 48;

  private final List<RecordedRun> runs;
  private final Path folder;
  private final Ink ink;

  /** The values of one thing in each run, such as a setting; {@value #ABSENT} where it has none. */
  private static final class Rows {
    private final int runs;
    private final Map<String, String[]> values = new LinkedHashMap<>();

    Rows(int runs) {
      this.runs = runs;
    }

    void put(String name, int run, String value) {
      values
              .computeIfAbsent(
                  name,
                  key -> IntStream.range(0, runs).mapToObj(i -> ABSENT).toArray(String[]::new))[
              run] =
          value;
    }

    private Map<String, String[]> different() {
      Map<String, String[]> different = new LinkedHashMap<>();
      values.forEach(
          (name, row) -> {
            if (new HashSet<>(List.of(row)).size() > 1) {
              different.put(name, row);
            }
          });
      return different;
    }

    private int equal() {
      return values.size() - different().size();
    }
  }

  /**
   * Makes a comparison.
   *
   * @param runs the runs, at least two
   * @param folder the folder of all runs, which the runs' names start below
   * @param ink colours
   */
  public Comparison(List<RecordedRun> runs, Path folder, Ink ink) {
    this.runs = List.copyOf(runs);
    this.folder = folder;
    this.ink = ink;
  }

  /**
   * Returns the differences as tables with a column for each run.
   *
   * @throws IOException if the pipeline file of a run cannot be read
   */
  public String text() throws IOException {
    Rows settings = new Rows(runs.size());
    Rows surroundings = new Rows(runs.size());
    Rows metrics = new Rows(runs.size());
    for (int run = 0; run < runs.size(); run++) {
      addSettings(run, settings);
      addSurroundings(run, surroundings);
      addMetrics(run, metrics);
    }
    return section("Settings", "setting", settings)
        + "\n"
        + section("Circumstances", "of the run", surroundings)
        + "\n"
        + section("Metrics", "metric", metrics);
  }

  private String section(String title, String first, Rows rows) {
    StringBuilder text = new StringBuilder(ink.heading(title)).append('\n');
    Map<String, String[]> different = rows.different();
    if (!different.isEmpty()) {
      List<String> headings = new ArrayList<>(List.of(first));
      runs.forEach(run -> headings.add(RunsText.name(run, folder)));
      TextTable table = new TextTable(headings, headings.stream().map(heading -> false).toList());
      different.forEach(
          (name, row) -> {
            List<String> cells = new ArrayList<>(List.of(name));
            cells.addAll(List.of(row));
            table.add(cells);
          });
      text.append(table.text(ink));
    }
    int equal = rows.equal();
    if (different.isEmpty()) {
      text.append(equal == 0 ? "  none\n" : "  all %d are equal\n".formatted(equal));
    } else if (equal > 0) {
      text.append("  the other %d are equal\n".formatted(equal));
    }
    return text.toString();
  }

  private void addSettings(int run, Rows rows) throws IOException {
    Path file = runs.get(run).pipeline();
    try {
      flatten("", DefinitionReader.read(file, List.of(), Map.of()).root(), run, rows);
    } catch (ProblemsException e) {
      throw new IOException("%s is damaged: %s".formatted(file, e.problems().get(0)), e);
    }
  }

  private static void flatten(String place, Node node, int run, Rows rows) {
    if (node instanceof Node.Mapping mapping) {
      mapping
          .entries()
          .forEach(
              entry ->
                  flatten(
                      place.isEmpty() ? entry.key() : place + "." + entry.key(),
                      entry.value(),
                      run,
                      rows));
    } else if (node instanceof Node.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        flatten("%s[%d]".formatted(place, i), sequence.items().get(i), run, rows);
      }
    } else {
      rows.put(place, run, shortened(((Node.Scalar) node).text()));
    }
  }

  private void addSurroundings(int run, Rows rows) {
    RunRecord record = runs.get(run).record();
    rows.put("Atelier", run, record.atelier());
    record
        .engine()
        .ifPresent(
            engine -> {
              rows.put("engine", run, engine.name() + " " + engine.version());
              rows.put("native libraries", run, engine.natives());
              rows.put("device", run, engine.device());
              rows.put("threads", run, Integer.toString(engine.threads()));
            });
    rows.put("Java", run, record.java().version());
    rows.put("system", run, record.system().name() + " " + record.system().version());
    record
        .plugins()
        .forEach(
            plugin ->
                rows.put(
                    "plugin " + plugin.name(),
                    run,
                    "%s %s".formatted(plugin.version(), digest(plugin.sha256()))));
    record
        .datasets()
        .forEach(
            (path, data) ->
                rows.put(
                    "images of " + path,
                    run,
                    "%d, %s".formatted(data.images(), digest(data.fingerprint()))));
    rows.put("status", run, record.status().word());
  }

  private void addMetrics(int run, Rows rows) {
    for (RunRecord.StageEntry stage : runs.get(run).record().stages()) {
      for (Metric metric : stage.metrics()) {
        rows.put("%s: %s".formatted(stage.name(), metric.name()), run, shown(metric));
      }
    }
  }

  /** Returns a metric with its interval, and its baseline where it has one. */
  static String shown(Metric metric) {
    String interval =
        metric
            .interval()
            .map(
                between ->
                    " (%s to %s)"
                        .formatted(Figures.number(between.low()), Figures.number(between.high())))
            .orElse("");
    String baseline =
        metric
            .baseline()
            .map(base -> ", baseline %s".formatted(Figures.number(base.value())))
            .orElse("");
    return Figures.number(metric.value()) + interval + baseline;
  }

  private static String digest(String text) {
    return text.length() > SHORT ? text.substring(0, SHORT) : text;
  }

  /** Keeps the end of what is long: that is where paths differ. */
  private static String shortened(String text) {
    return text.length() > WIDEST ? "…" + text.substring(text.length() - WIDEST) : text;
  }
}

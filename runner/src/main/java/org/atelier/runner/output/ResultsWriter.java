package org.atelier.runner.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.atelier.api.result.Content;
import org.atelier.api.result.CsvWriter;
import org.atelier.api.result.HeatMap;
import org.atelier.api.result.ImageGrid;
import org.atelier.api.result.IntervalChart;
import org.atelier.api.result.LineChart;
import org.atelier.api.result.Metric;
import org.atelier.api.result.Results;
import org.atelier.api.result.ScatterPlot;
import org.atelier.api.result.Table;
import org.atelier.runner.plugin.ContractException;

/**
 * Writes what one stage reports into its folder and remembers what there is to tell at the end.
 * Safe for use by several threads.
 */
public final class ResultsWriter implements Results {
  /** The name of the file that holds metrics, warnings and the list of contents. */
  public static final String FILE = "metrics.json";

  private static final String SHOWN = "report";

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final Path folder;
  private final Map<String, Metric> metrics = new LinkedHashMap<>();
  private final Map<String, String> contents = new LinkedHashMap<>();
  private final List<String> shown = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * Makes a writer.
   *
   * @param folder the stage's folder, which exists
   */
  public ResultsWriter(Path folder) {
    this.folder = Objects.requireNonNull(folder, "folder");
  }

  /**
   * What {@value #FILE} holds.
   *
   * @param metrics the metrics in the order they were reported
   * @param warnings the warnings in that order
   * @param contents the tables, figures and pages: file name to title
   * @param shown files of JSON in the stage's folder from which a report shows contents, in order
   */
  public record Report(
      List<Metric> metrics,
      List<String> warnings,
      Map<String, String> contents,
      List<String> shown) {
    /** Copies the collections, keeping their order. */
    public Report {
      metrics = List.copyOf(metrics);
      warnings = List.copyOf(warnings);
      contents = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(contents));
      shown = List.copyOf(shown);
    }

    /** Returns the same with more warnings, each of which is told once. */
    public Report withWarnings(List<String> more) {
      Set<String> all = new LinkedHashSet<>(more);
      all.addAll(warnings);
      return new Report(metrics, List.copyOf(all), contents, shown);
    }
  }

  /**
   * Reads what a stage reported.
   *
   * @param folder the stage's folder
   * @throws IOException if {@value #FILE} is missing or damaged
   */
  public static Report read(Path folder) throws IOException {
    return new Json().read(folder.resolve(FILE), Report.class);
  }

  @Override
  public synchronized void metric(Metric metric) {
    if (metrics.putIfAbsent(metric.name(), metric) != null) {
      throw ContractException.ofStage("reports the metric '%s' twice".formatted(metric.name()));
    }
  }

  @Override
  public synchronized void add(String name, Content content) throws IOException {
    checkName(name);
    if (content instanceof Table) {
      Table table = (Table) content;
      keep(name + ".csv", table.title(), out -> writeTable(table, out));
    } else if (!Fonts.available()) {
      warning("%s.png is not drawn: %s".formatted(name, Fonts.REMEDY));
    } else if (content instanceof LineChart) {
      keep(name + ".png", content.title(), out -> Charts.write((LineChart) content, out));
    } else if (content instanceof HeatMap) {
      keep(name + ".png", content.title(), out -> Charts.write((HeatMap) content, out));
    } else if (content instanceof ScatterPlot) {
      keep(name + ".png", content.title(), out -> Charts.write((ScatterPlot) content, out));
    } else if (content instanceof IntervalChart) {
      keep(name + ".png", content.title(), out -> IntervalPlot.write((IntervalChart) content, out));
    } else {
      addPages(name, (ImageGrid) content);
    }
    show(name, content);
  }

  private static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw ContractException.ofStage(
          "reports a result named '%s', which is not lower case words joined by hyphens"
              .formatted(name));
    }
  }

  @Override
  public synchronized void page(String name, String title) {
    checkName(name);
    String file = name + ".html";
    if (!Files.isRegularFile(folder.resolve(file))) {
      throw ContractException.ofStage("reports %s, which it has not written".formatted(file));
    }
    keep(file, title);
  }

  /** Keeps what a report shows of a content, drawn or not. */
  private void show(String name, Content content) throws IOException {
    Optional<ShownContent> chosen = ShownContent.of(content);
    if (chosen.isEmpty()) {
      return;
    }
    Files.createDirectories(folder.resolve(SHOWN));
    String whole = name + (content instanceof Table ? ".csv" : ".png");
    String file = "%s/%s-%s.json".formatted(SHOWN, name, chosen.get().kind());
    chosen.get().write(folder.resolve(file), contents.containsKey(whole) ? whole : "");
    shown.add(file);
  }

  private void addPages(String name, ImageGrid grid) throws IOException {
    List<ImageGrid> pages = ImagePage.pages(grid);
    for (int page = 1; page <= pages.size(); page++) {
      ImageGrid content = pages.get(page - 1);
      keep(
          page == 1 ? name + ".png" : "%s-%d.png".formatted(name, page),
          content.title(),
          out -> new ImagePage(content).write(out));
    }
  }

  private void keep(String file, String title, WholeFile.Body body) throws IOException {
    keep(file, title);
    WholeFile.write(folder.resolve(file), body);
  }

  private void keep(String file, String title) {
    if (contents.putIfAbsent(file, title) != null) {
      throw ContractException.ofStage("reports %s twice".formatted(file));
    }
  }

  private static void writeTable(Table table, OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    CsvWriter.write(table, writer);
    writer.flush();
  }

  @Override
  public synchronized void warning(String message) {
    warnings.add(Objects.requireNonNull(message, "message"));
  }

  /** Returns what was reported so far. */
  public synchronized Report report() {
    return new Report(List.copyOf(metrics.values()), warnings, contents, shown);
  }

  /**
   * Writes {@value #FILE} into the folder.
   *
   * @throws org.atelier.api.UserException if the disk is full
   * @throws IOException if the file cannot be written
   */
  public void writeMetrics() throws IOException {
    new Json().write(folder.resolve(FILE), report());
  }
}

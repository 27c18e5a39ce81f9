package org.atelier.runner.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.atelier.runner.output.Json;
import org.atelier.runner.report.Figures;

/**
 * What a page says where no scripts run: how each run ended, its figures, warnings and first rows
 * of tables, with links to all tables and pictures in the run's folder.
 */
final class PlainResults {
  private static final int MOST_ROWS = 20;
  private static final int MOST_COLUMNS = 12;

  private final StringBuilder html = new StringBuilder();

  /**
   * Returns one run as HTML.
   *
   * @param run the run
   * @param way the way from the page to the run folder, with a slash at its end, or empty
   */
  static String of(FinishedRun run, String way) {
    PlainResults results = new PlainResults();
    results.add(run, way);
    return results.html.toString();
  }

  private void add(FinishedRun run, String way) {
    JsonNode record = run.record();
    element("h2", "%s: %s".formatted(text(record, "pipeline"), text(record, "status")));
    for (JsonNode failure : record.path("failures")) {
      element(
          "p", "%s. To mend it: %s".formatted(text(failure, "message"), text(failure, "remedy")));
    }
    for (JsonNode stage : record.path("stages")) {
      element("h3", "%s: %s".formatted(text(stage, "name"), text(stage, "status")));
      addMetrics(stage.path("metrics"));
      stage.path("warnings").forEach(warning -> element("p", "Warning: " + warning.asText()));
      FinishedRun.Left left = run.stages().get(text(stage, "name"));
      if (left != null) {
        left.shown().forEach(this::addTable);
        addFiles(left.files(), way + text(stage, "folder") + "/");
      }
    }
  }

  private void addMetrics(JsonNode metrics) {
    if (metrics.isEmpty()) {
      return;
    }
    html.append("<table>\n");
    row("th", "metric", "value", "interval", "baseline");
    for (JsonNode metric : metrics) {
      row(
          "td",
          text(metric, "name"),
          Figures.number(metric.path("value").asDouble()),
          present(metric.path("interval"))
              .map(
                  interval ->
                      Figures.number(interval.path("low").asDouble())
                          + " to "
                          + Figures.number(interval.path("high").asDouble()))
              .orElse(""),
          present(metric.path("baseline"))
              .map(
                  baseline ->
                      "%s (%s)"
                          .formatted(
                              Figures.number(baseline.path("value").asDouble()),
                              text(baseline, "name")))
              .orElse(""));
    }
    html.append("</table>\n");
  }

  private static Optional<JsonNode> present(JsonNode node) {
    return Optional.of(node).filter(JsonNode::isObject);
  }

  private void addTable(Path file) {
    ObjectNode content;
    try {
      content = new Json().read(file, ObjectNode.class);
    } catch (IOException e) {
      // The page that runs scripts tells of it; the file is listed.
      return;
    }
    if (!text(content, "kind").equals("table")) {
      return;
    }
    element("h4", text(content, "title"));
    html.append("<table>\n");
    row("th", cells(content.path("columns")));
    for (int at = 0; at < Math.min(MOST_ROWS, content.path("rows").size()); at++) {
      row("td", cells(content.path("rows").path(at)));
    }
    html.append("</table>\n");
    int rows = content.path("rows").size();
    if (rows > MOST_ROWS) {
      element("p", "The first %d of %,d rows".formatted(MOST_ROWS, rows));
    }
  }

  private static String[] cells(JsonNode row) {
    String[] cells = new String[Math.min(MOST_COLUMNS, row.size())];
    for (int at = 0; at < cells.length; at++) {
      cells[at] = row.path(at).isNull() ? "" : row.path(at).asText();
    }
    return cells;
  }

  private void addFiles(Map<String, String> files, String folder) {
    if (files.isEmpty()) {
      return;
    }
    html.append("<ul>\n");
    files.forEach(
        (file, title) ->
            html.append("<li><a href=\"")
                .append(escaped(address(folder + file)))
                .append("\">")
                .append(escaped(title.isEmpty() ? file : title))
                .append("</a></li>\n"));
    html.append("</ul>\n");
  }

  /** Writes a path as a relative address, in which brackets and spaces are encoded. */
  private static String address(String path) {
    try {
      return path.startsWith("file:") ? path : new URI(null, null, "./" + path, null).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a path is always an address", e);
    }
  }

  private void row(String cell, String... texts) {
    html.append("<tr>");
    for (String text : texts) {
      html.append('<').append(cell).append('>').append(escaped(text));
      html.append("</").append(cell).append('>');
    }
    html.append("</tr>\n");
  }

  private void element(String name, String text) {
    html.append('<').append(name).append('>').append(escaped(text));
    html.append("</").append(name).append(">\n");
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\u2028", " ");
  }
}

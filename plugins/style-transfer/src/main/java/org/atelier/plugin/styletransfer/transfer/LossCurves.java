package org.atelier.plugin.styletransfer.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.atelier.api.StageContext;
import org.atelier.api.result.CsvWriter;
import org.atelier.api.result.LineChart;
import org.atelier.api.result.Table;

/** The losses of all pictures after each step. */
final class LossCurves {
  /** More lines could not be told from one another. */
  private static final int MOST_PICTURES = 8;

  private static final String STEP = "step";

  private final StageContext context;
  private final Map<String, List<Map<String, Double>>> pictures = new LinkedHashMap<>();

  LossCurves(StageContext context) {
    this.context = context;
  }

  /**
   * Adds a picture, and keeps its losses in a file.
   *
   * @param picture the picture's name
   * @param losses the losses after each step, by their names
   * @param file the file, replaced if it is there
   */
  void write(String picture, List<Map<String, Double>> losses, Path file) throws IOException {
    if (losses.isEmpty()) {
      return;
    }
    Files.deleteIfExists(file);
    try (CsvWriter csv = CsvWriter.create(file, List.copyOf(losses.get(0).keySet()))) {
      for (Map<String, Double> step : losses) {
        csv.add(List.copyOf(step.values()));
      }
    }
    pictures.put(picture, losses);
  }

  /** Adds a picture whose losses {@link #write} has kept. */
  void readBack(String picture, Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).build();
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      List<Map<String, Double>> losses = new ArrayList<>();
      for (CSVRecord row : parser) {
        Map<String, Double> step = new LinkedHashMap<>();
        parser.getHeaderNames().forEach(name -> step.put(name, Double.valueOf(row.get(name))));
        losses.add(step);
      }
      pictures.put(picture, losses);
    }
  }

  /** Reports the table and the charts, if there were losses. */
  void report() throws IOException {
    if (pictures.isEmpty()) {
      return;
    }
    List<String> names = List.copyOf(pictures.values().iterator().next().get(0).keySet());
    List<String> columns = new ArrayList<>(List.of("picture", STEP));
    columns.addAll(names);
    List<List<Object>> rows = new ArrayList<>();
    pictures.forEach(
        (picture, losses) -> {
          for (int step = 0; step < losses.size(); step++) {
            List<Object> row = new ArrayList<>(List.of(picture, step + 1));
            row.addAll(losses.get(step).values());
            rows.add(row);
          }
        });
    context.results().add("losses", new Table("Losses after each step", columns, rows));
    for (String name : names) {
      context.results().add("losses-" + name.replace(' ', '-'), chart(name));
    }
  }

  private LineChart chart(String loss) {
    List<LineChart.Line> lines = new ArrayList<>();
    pictures.entrySet().stream()
        .limit(MOST_PICTURES)
        .forEach(
            entry -> {
              List<Double> steps = new ArrayList<>();
              List<Double> values = new ArrayList<>();
              entry
                  .getValue()
                  .forEach(
                      step -> {
                        steps.add(steps.size() + 1.0);
                        values.add(step.get(loss));
                      });
              lines.add(new LineChart.Line(entry.getKey(), steps, values));
            });
    return new LineChart("Loss after each step: " + loss, STEP, loss, lines);
  }
}

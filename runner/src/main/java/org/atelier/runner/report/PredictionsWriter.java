package org.atelier.runner.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.atelier.api.result.CsvWriter;

/**
 * Writes predictions for people or for programs, from the file {@code predictions.csv} of the stage
 * {@code predict-images}. The file is read row by row, so that memory does not grow with it.
 */
public final class PredictionsWriter {
  /** Columns before those of the classes: id, predicted class, its probability. */
  private static final int BEFORE_CLASSES = 3;

  private static final int USUAL_RANKS = 3;
  private static final double LEAST_SHOWN = 0.0005;

  private final Path predictions;
  private final OptionalInt top;

  /** How predictions are written. */
  public enum Format {
    /** Aligned columns, the likeliest classes in percent. */
    TABLE,
    /** A JSON object on each line. */
    JSON,
    /** RFC 4180 with a header line. */
    CSV
  }

  /**
   * Prepares to write.
   *
   * @param predictions the file
   * @param top how many classes to write of each image, the likeliest first; empty for all of them,
   *     in a table for three
   */
  public PredictionsWriter(Path predictions, OptionalInt top) {
    this.predictions = predictions;
    this.top = top;
  }

  /**
   * Writes the predictions.
   *
   * @throws IOException if the file cannot be read or nothing can be written
   */
  public void write(Format format, Writer out) throws IOException {
    switch (format) {
      case TABLE -> writeTable(out);
      case JSON -> writeJson(out);
      case CSV -> writeCsv(out);
    }
  }

  /** Takes one row after the other. */
  @FunctionalInterface
  private interface RowTaker {
    void take(Row row) throws IOException;
  }

  /**
   * What is known of one image.
   *
   * @param classNames all classes
   * @param record its row
   */
  private record Row(List<String> classNames, CSVRecord record) {
    String id() {
      return record.get(0);
    }

    String className(int label) {
      return classNames.get(label);
    }

    String probability(int label) {
      return record.get(BEFORE_CLASSES + label);
    }

    /** Returns the likeliest labels, likeliest first. */
    List<Integer> ranked(int ranks) {
      return IntStream.range(0, classNames.size())
          .boxed()
          .sorted(Comparator.comparingDouble(label -> -Double.parseDouble(probability(label))))
          .limit(ranks)
          .toList();
    }
  }

  /** Reads the file and returns the names of the classes. */
  private List<String> read(RowTaker taker) throws IOException {
    try (CSVParser parser =
        CSVParser.parse(predictions, StandardCharsets.UTF_8, CSVFormat.RFC4180)) {
      Iterator<CSVRecord> records = parser.iterator();
      List<String> columns = records.next().toList();
      List<String> classNames = List.copyOf(columns.subList(BEFORE_CLASSES, columns.size()));
      while (records.hasNext()) {
        taker.take(new Row(classNames, records.next()));
      }
      return classNames;
    }
  }

  private void writeTable(Writer out) throws IOException {
    int ranks = top.orElse(USUAL_RANKS);
    // A first reading finds out how wide the columns are.
    int[] widths = {"image".length(), "class".length()};
    read(
        row -> {
          widths[0] = Math.max(widths[0], TextTable.width(shown(row.id())));
          for (int label : row.ranked(1)) {
            widths[1] = Math.max(widths[1], TextTable.width(shown(row.className(label))));
          }
        });
    out.write(line(widths, "image", "class", "probability", ranks > 1 ? "then" : ""));
    read(
        row -> {
          List<Integer> ranked = row.ranked(ranks);
          List<String> others = new ArrayList<>();
          for (int label : ranked.subList(1, ranked.size())) {
            others.add(shown(row.className(label)) + " " + percent(row.probability(label)));
          }
          out.write(
              line(
                  widths,
                  shown(row.id()),
                  shown(row.className(ranked.get(0))),
                  percent(row.probability(ranked.get(0))),
                  String.join(", ", others)));
        });
  }

  private static String line(
      int[] widths, String id, String name, String probability, String others) {
    return (id
                + " ".repeat(widths[0] - TextTable.width(id) + 2)
                + name
                + " ".repeat(widths[1] - TextTable.width(name) + 2)
                + "%11s  %s".formatted(probability, others))
            .stripTrailing()
        + "\n";
  }

  /** Keeps control characters in names of files and of classes from reaching a terminal. */
  private static String shown(String id) {
    return id.replaceAll("\\p{Cntrl}", "?");
  }

  private static String percent(String probability) {
    double share = Double.parseDouble(probability);
    return share > 0 && share < LEAST_SHOWN
        ? "<0.1 %"
        : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private void writeJson(Writer out) throws IOException {
    try (JsonGenerator json =
        JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build()
            .createGenerator(out)
            .setRootValueSeparator(null)) {
      read(
          row -> {
            json.writeStartObject();
            json.writeStringField("image", row.id());
            json.writeStringField("predicted", row.record().get(1));
            json.writeFieldName("probability");
            json.writeNumber(row.record().get(2));
            json.writeObjectFieldStart("probabilities");
            for (int label : labels(row)) {
              json.writeFieldName(row.className(label));
              json.writeNumber(row.probability(label));
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
          });
    }
  }

  /** Returns the labels to write: the likeliest ones, or all in the model's order. */
  private List<Integer> labels(Row row) {
    return top.isPresent()
        ? row.ranked(top.getAsInt())
        : IntStream.range(0, row.classNames().size()).boxed().toList();
  }

  private void writeCsv(Writer out) throws IOException {
    if (top.isEmpty()) {
      try (Reader whole = Files.newBufferedReader(predictions)) {
        whole.transferTo(out);
      }
      return;
    }
    int ranks = Math.min(top.getAsInt(), read(row -> {}).size());
    List<String> columns = new ArrayList<>(List.of("id"));
    for (int rank = 1; rank <= ranks; rank++) {
      columns.add("class_" + rank);
      columns.add("probability_" + rank);
    }
    @SuppressWarnings("resource") // the stream is the caller's to close
    CsvWriter rows = CsvWriter.on(out, columns);
    read(
        row -> {
          List<String> cells = new ArrayList<>(List.of(row.id()));
          for (int label : row.ranked(ranks)) {
            cells.add(row.className(label));
            cells.add(row.probability(label));
          }
          rows.add(cells);
        });
  }
}

package org.atelier.api.array;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.atelier.api.Encodings;
import org.atelier.api.LabelledImage;
import org.atelier.api.UserException;
import org.atelier.api.result.CsvWriter;

/** The table of the images that encodings are of: CSV (RFC 4180) in UTF-8. */
public final class EncodedImages {
  private static final List<String> COLUMNS = List.of("id", "label", "class", "group");

  private EncodedImages() {}

  /** Begins a table; the stream is closed with it. */
  static CsvWriter begin(Writer out) throws IOException {
    return CsvWriter.on(out, COLUMNS);
  }

  /** Returns the row of an image. */
  static List<String> row(LabelledImage image, List<String> classNames) {
    return List.of(
        image.id(),
        Integer.toString(image.label()),
        classNames.get(image.label()),
        image.group().orElse(""));
  }

  /**
   * Reads the images of some encodings, in the order of the matrix's rows.
   *
   * @throws UserException if the table does not fit the encodings
   * @throws IOException if it cannot be read
   */
  public static List<LabelledImage> read(Encodings encodings) throws IOException {
    List<LabelledImage> images = new ArrayList<>();
    try (BufferedReader reader =
        Files.newBufferedReader(encodings.images(), StandardCharsets.UTF_8)) {
      List<String> header = record(reader);
      if (!header.equals(COLUMNS)) {
        throw new IllegalArgumentException("its columns are %s, not %s".formatted(header, COLUMNS));
      }
      for (List<String> fields = record(reader); !fields.isEmpty(); fields = record(reader)) {
        images.add(image(fields, encodings.classNames().size()));
      }
      if (images.size() != encodings.size()) {
        throw new IllegalArgumentException(
            "it has %d images, but there are encodings of %d"
                .formatted(images.size(), encodings.size()));
      }
      return images;
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "%s does not fit its encodings: %s".formatted(encodings.images(), e.getMessage()),
          "run the stage '%s' again".formatted(encodings.encoder()),
          e);
    }
  }

  private static LabelledImage image(List<String> fields, int classes) {
    if (fields.size() != COLUMNS.size()) {
      throw new IllegalArgumentException(
          "a line has %d fields, not %d: %s".formatted(fields.size(), COLUMNS.size(), fields));
    }
    String group = fields.get(3);
    int label;
    try {
      label = Integer.parseInt(fields.get(1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is no label".formatted(fields.get(1)), e);
    }
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          "'%s' has label %d of %d classes".formatted(fields.get(0), label, classes));
    }
    return new LabelledImage(
        fields.get(0), label, group.isEmpty() ? Optional.empty() : Optional.of(group));
  }

  /** Returns the fields of the next record; none at the end. */
  private static List<String> record(BufferedReader reader) throws IOException {
    List<String> fields = new ArrayList<>();
    int after = ',';
    while (after == ',') {
      StringBuilder field = new StringBuilder();
      after = read(reader, field);
      if (after < 0 && fields.isEmpty() && field.isEmpty()) {
        return List.of();
      }
      fields.add(field.toString());
    }
    return fields;
  }

  /** Reads a field and returns what ended it: a comma, a line feed, or -1 at the end. */
  private static int read(BufferedReader reader, StringBuilder field) throws IOException {
    boolean quoted = false;
    int last = 0;
    for (int next = reader.read(); next >= 0; last = next, next = reader.read()) {
      if (next == '"') {
        // A quote within quotes is written twice: it ends them and begins them again.
        if (!quoted && last == '"') {
          field.append('"');
        }
        quoted = !quoted;
      } else if (!quoted && (next == ',' || next == '\n')) {
        return next;
      } else if (quoted || next != '\r') {
        field.append((char) next);
      }
    }
    return -1;
  }
}

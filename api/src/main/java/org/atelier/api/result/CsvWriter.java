package org.atelier.api.result;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Writes CSV (RFC 4180, UTF-8) row by row: for tables that are too long to be held as a {@link
 * Table}.
 */
public final class CsvWriter implements Closeable {
  private final Writer out;
  private final int columns;

  private CsvWriter(Writer out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  /**
   * Makes a file and writes the header line. Closing the writer closes the file.
   *
   * @param file the file, which must not exist yet; usually in the folder of a stage, which becomes
   *     visible when the stage has ended well
   * @param columns the column names
   * @throws IOException if it cannot be written
   */
  public static CsvWriter create(Path file, List<String> columns) throws IOException {
    Writer out =
        Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    try {
      return on(out, columns);
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
  }

  /**
   * Writes the header line to a stream, which is closed with the writer.
   *
   * @param out where the table goes
   * @param columns the column names
   * @throws IOException if it cannot be written
   */
  public static CsvWriter on(Writer out, List<String> columns) throws IOException {
    CsvWriter writer = new CsvWriter(out, columns.size());
    writer.add(columns);
    return writer;
  }

  /**
   * Writes a table that is held, and closes nothing.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Table table, Writer out) throws IOException {
    @SuppressWarnings("resource") // the stream is the caller's to close
    CsvWriter writer = on(out, table.columns());
    for (List<Object> row : table.rows()) {
      writer.add(row);
    }
  }

  /**
   * Writes a row, its line ended as the standard asks.
   *
   * @param cells a cell for each column
   * @throws IOException if it cannot be written
   */
  public void add(List<?> cells) throws IOException {
    if (cells.size() != columns) {
      throw new IllegalArgumentException(
          "%d cells in a table of %d columns".formatted(cells.size(), columns));
    }
    String separator = "";
    for (Object cell : cells) {
      out.append(separator).append(field(cell.toString()));
      separator = ",";
    }
    out.append("\r\n");
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** Encloses a field in quotes where section 2, rules 5 to 7, ask for it. */
  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}

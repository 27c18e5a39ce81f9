package org.atelier.runner.output;

import java.io.IOException;
import java.util.List;
import org.atelier.api.result.Table;

/** Writes tables as CSV: RFC 4180, with a header line. */
public final class CsvWriter {
  private CsvWriter() {}

  /** Writes a table, its lines ended as the standard asks. */
  public static void write(Table table, Appendable out) throws IOException {
    writeRecord(table.columns(), out);
    for (List<Object> row : table.rows()) {
      writeRecord(row, out);
    }
  }

  private static void writeRecord(List<?> cells, Appendable out) throws IOException {
    String separator = "";
    for (Object cell : cells) {
      out.append(separator).append(field(cell.toString()));
      separator = ",";
    }
    out.append("\r\n");
  }

  /** Encloses a field in quotes where section 2, rules 5 to 7, ask for it. */
  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}

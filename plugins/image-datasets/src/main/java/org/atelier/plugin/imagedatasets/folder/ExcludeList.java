package org.atelier.plugin.imagedatasets.folder;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.atelier.api.UserException;

/**
 * Reads which images to leave out: from a CSV file (RFC 4180) whose header has a column {@code id},
 * or from a text file with an id on each line. Both are UTF-8.
 */
final class ExcludeList {
  private static final String COLUMN = "id";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Room for the ids of about a million images. */
  private static final long MAX_BYTES = 128L << 20;

  private static final String REMEDY =
      "name a CSV file with a column 'id', or a text file with an id on each line; an id is the"
          + " path of an image below the dataset's folder, such as 'rose/1.jpg'";

  private ExcludeList() {}

  /**
   * Returns the ids in a file, in its order.
   *
   * @param file the file; without one no image is left out
   * @throws UserException if it cannot be read
   */
  static Set<String> read(Optional<Path> file) {
    return file.map(ExcludeList::read).orElseGet(Set::of);
  }

  private static Set<String> read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new UserException(
            "image-folder: 'exclude' names '%s', a file of more than %d MB"
                .formatted(file, MAX_BYTES >> 20),
            REMEDY);
      }
      String text = Files.readString(file);
      return ids(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    } catch (NoSuchFileException e) {
      throw new UserException(
          "image-folder: 'exclude' names '%s', which does not exist".formatted(file), REMEDY, e);
    } catch (CharacterCodingException e) {
      throw new UserException(
          "image-folder: 'exclude' names '%s', which is no text in UTF-8".formatted(file),
          REMEDY,
          e);
    } catch (IOException e) {
      throw new UserException(
          "image-folder: 'exclude' names '%s', which cannot be read: %s"
              .formatted(file, Words.reason(e)),
          REMEDY,
          e);
    }
  }

  private static Set<String> ids(String text) throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    String header = text.lines().findFirst().orElse("");
    if (CSVParser.parse(header, CSVFormat.RFC4180).stream()
        .anyMatch(record -> record.toList().contains(COLUMN))) {
      readTable(text, ids);
    } else {
      text.lines().forEach(line -> add(line, ids));
    }
    return ids;
  }

  private static void readTable(String text, Set<String> ids) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setAllowMissingColumnNames(true)
            .setIgnoreEmptyLines(true)
            .build();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      for (CSVRecord record : parser) {
        if (!record.isSet(COLUMN)) {
          throw new IOException(
              "line %d ends before the column 'id'".formatted(parser.getCurrentLineNumber()));
        }
        add(record.get(COLUMN), ids);
      }
    } catch (UncheckedIOException e) {
      // so the iterator throws it, with a message that begins with the exception's class
      throw e.getCause();
    }
  }

  private static void add(String id, Set<String> ids) {
    if (!id.isBlank()) {
      ids.add(Normalizer.normalize(id.strip(), Normalizer.Form.NFC));
    }
  }
}

package org.atelier.plugin.styletransfer.score;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.atelier.api.UserException;
import org.atelier.plugin.styletransfer.StyledImages;
import org.atelier.plugin.styletransfer.method.Style;

/**
 * One picture that was made.
 *
 * @param file where it is
 * @param content id of the image that it is made of
 * @param style the style that it was given
 */
record StyledPicture(Path file, String content, Style style) {
  /**
   * Reads the list of pictures.
   *
   * @throws UserException if it is not as it was written
   * @throws IOException if it cannot be read
   */
  static List<StyledPicture> read(StyledImages images) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).build();
    try (CSVParser parser = CSVParser.parse(images.table(), StandardCharsets.UTF_8, format)) {
      List<StyledPicture> pictures = new ArrayList<>();
      for (CSVRecord row : parser) {
        Path file = images.folder().resolve(row.get("file")).normalize();
        if (!file.startsWith(images.folder().normalize())) {
          throw new IllegalArgumentException("'%s' lies elsewhere".formatted(row.get("file")));
        }
        pictures.add(new StyledPicture(file, row.get("content"), style(images, row.get("style"))));
      }
      if (pictures.isEmpty()) {
        throw new IllegalArgumentException("it names no pictures");
      }
      return pictures;
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "%s is not as it was written: %s".formatted(images.table(), e.getMessage()),
          "run the stage that made the pictures again",
          e);
    }
  }

  private static Style style(StyledImages images, String name) {
    return images.styles().stream()
        .filter(style -> style.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no style '%s'".formatted(name)));
  }
}

package org.atelier.runner.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.atelier.api.UserException;

/** Brings the paths of the command line and of its lists together in one file. */
final class PathList {
  private static final String REMEDY =
      "give a text in UTF-8 with the path of an image or a folder on each line";

  private PathList() {}

  /**
   * Writes the file.
   *
   * @param request names the paths and the lists
   * @param input standard input
   * @param file the file, which must not exist
   * @throws UserException if a list cannot be read
   * @throws IOException if the file cannot be written
   */
  static void write(PredictionRequest request, InputStream input, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      for (String image : request.images()) {
        if (image.contains("\n") || image.contains("\r")) {
          throw new UserException(
              "'%s': the name of an image must have no line break".formatted(image),
              "rename it, or name the folder that it lies in");
        }
        out.append(image).append('\n');
      }
      for (String list : request.lists()) {
        append(list, input, out);
      }
    }
  }

  private static void append(String list, InputStream input, Writer out) throws IOException {
    if (list.equals(PredictionRequest.STANDARD_INPUT)) {
      // It is left open, as it is not ours.
      copy("standard input", input, out);
      return;
    }
    Path file = Path.of(list);
    if (Files.isDirectory(file) || !Files.isReadable(file)) {
      throw new UserException(
          "--list %s: there is no such file, or it cannot be read".formatted(list), REMEDY);
    }
    try (InputStream stream = Files.newInputStream(file)) {
      copy("the list '%s'".formatted(list), stream, out);
    }
  }

  private static void copy(String name, InputStream stream, Writer out) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8.newDecoder()));
    int number = 0;
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        out.append(line).append('\n');
      }
    } catch (CharacterCodingException e) {
      throw new UserException(
          "line %d of %s is no text in UTF-8".formatted(number + 1, name), REMEDY, e);
    }
  }
}

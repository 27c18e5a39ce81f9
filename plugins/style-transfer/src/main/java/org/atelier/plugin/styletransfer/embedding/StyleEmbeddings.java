package org.atelier.plugin.styletransfer.embedding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.atelier.api.Artifact;
import org.atelier.api.UserException;
import org.atelier.api.array.NpyReader;
import org.atelier.api.array.NpyWriter;

/**
 * A learned image for each class.
 *
 * @param table NPY file of {@code (classes, 3, height, width)} numbers, about in [0, 1]
 * @param classNames the classes, in the order of the table
 * @param height height of each image in pixels
 * @param width width of each image in pixels
 */
public record StyleEmbeddings(Path table, List<String> classNames, int height, int width)
    implements Artifact {
  private static final int COLOURS = 3;

  /** Copies the class names. */
  public StyleEmbeddings {
    Objects.requireNonNull(table, "table");
    classNames = List.copyOf(classNames);
  }

  /** Gives the images that are to be written. */
  @FunctionalInterface
  interface Source {
    /** Returns the image of a class, {@code 3 * height * width} numbers. */
    float[] image(int index) throws IOException;
  }

  /**
   * Writes the table.
   *
   * @param images gives the image of each class
   * @throws IOException if the file cannot be written
   */
  StyleEmbeddings write(Source images) throws IOException {
    List<Long> image = List.of((long) COLOURS, (long) height, (long) width);
    try (NpyWriter writer = new NpyWriter(table, image)) {
      for (int index = 0; index < classNames.size(); index++) {
        writer.write(images.image(index));
      }
      writer.finish();
    }
    return this;
  }

  /**
   * Reads the image of a class.
   *
   * @param index the class
   * @return {@code 3 * height * width} numbers
   * @throws UserException if the file is damaged or holds something else
   * @throws IOException if it cannot be read
   */
  float[] image(int index) throws IOException {
    try (NpyReader rows = NpyReader.open(table)) {
      List<Long> expected =
          List.of((long) classNames.size(), (long) COLOURS, (long) height, (long) width);
      if (!rows.shape().equals(expected)) {
        throw new UserException(
            "%s holds an array of shape %s where embeddings of shape %s were expected"
                .formatted(table, rows.shape(), expected),
            "learn the embeddings again, or restore the file from a copy");
      }
      float[] image = new float[rows.rowLength()];
      rows.readRows(index, 1, image);
      return image;
    }
  }

  /**
   * Copies the table to another folder, so that a trained network has what it needs beside it.
   *
   * @param folder the folder, which exists
   * @throws IOException if a file cannot be read or written
   */
  StyleEmbeddings copyTo(Path folder) throws IOException {
    return new StyleEmbeddings(folder.resolve(table.getFileName()), classNames, height, width)
        .write(this::image);
  }
}

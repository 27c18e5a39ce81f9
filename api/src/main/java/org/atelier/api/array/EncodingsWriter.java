package org.atelier.api.array;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.atelier.api.Encodings;
import org.atelier.api.LabelledImage;
import org.atelier.api.result.CsvWriter;

/** Writes encodings image by image, as {@code encodings.npy} and {@code images.csv}. */
public final class EncodingsWriter implements Closeable {
  private final Path matrix;
  private final Path table;
  private final List<Integer> codeShape;
  private final List<String> classNames;
  private final NpyWriter codes;
  private final CsvWriter images;
  private int size;

  /**
   * Begins the files.
   *
   * @param folder where they go, usually the stage's folder
   * @param codeShape the shape of one code
   * @param classNames the class names that labels are positions in
   * @throws IOException if they cannot be written
   */
  public EncodingsWriter(Path folder, List<Integer> codeShape, List<String> classNames)
      throws IOException {
    this.matrix = folder.resolve("encodings.npy");
    this.table = folder.resolve("images.csv");
    this.codeShape = List.copyOf(codeShape);
    this.classNames = List.copyOf(classNames);
    long width = codeShape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    this.codes = new NpyWriter(matrix, List.of(width));
    try {
      this.images = EncodedImages.begin(Files.newBufferedWriter(table, StandardCharsets.UTF_8));
    } catch (IOException e) {
      codes.close();
      throw e;
    }
  }

  /**
   * Adds images.
   *
   * @param values their codes, one after another
   * @param encoded the images
   * @throws IOException if they cannot be written
   */
  public void write(float[] values, List<LabelledImage> encoded) throws IOException {
    codes.write(values);
    for (LabelledImage image : encoded) {
      images.add(EncodedImages.row(image, classNames));
    }
    size += encoded.size();
  }

  /**
   * Ends the files.
   *
   * @param encoder the stage or file that the encodings came from
   * @throws IOException if they cannot be written
   */
  public Encodings finish(String encoder) throws IOException {
    codes.finish();
    images.close();
    return new Encodings(encoder, matrix, table, size, codeShape, classNames);
  }

  @Override
  public void close() throws IOException {
    try (codes) {
      images.close();
    }
  }
}

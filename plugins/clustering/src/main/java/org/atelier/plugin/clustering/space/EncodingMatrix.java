package org.atelier.plugin.clustering.space;

import java.io.IOException;
import java.util.List;
import org.atelier.api.Encodings;
import org.atelier.api.LabelledImage;
import org.atelier.api.UserException;
import org.atelier.api.array.EncodedImages;
import org.atelier.api.array.NpyReader;

/** Encodings in memory, a row for each image. */
public final class EncodingMatrix {
  /** Of a matrix of products, which takes time by the third power of its side. */
  private static final int LONGEST_SIDE = 8192;

  /** The share of the heap that may be used. */
  private static final double SHARE = 0.8;

  private final float[][] rows;
  private final List<LabelledImage> images;

  private EncodingMatrix(float[][] rows, List<LabelledImage> images) {
    this.rows = rows;
    this.images = List.copyOf(images);
  }

  /**
   * Reads encodings.
   *
   * @throws UserException if there are numbers that are not finite, if the files do not fit each
   *     other, or if memory does not suffice
   * @throws IOException if they cannot be read
   */
  public static EncodingMatrix read(Encodings encodings) throws IOException {
    List<LabelledImage> images = EncodedImages.read(encodings);
    try (NpyReader reader = NpyReader.open(encodings.matrix())) {
      if (reader.rows() != images.size()) {
        throw new UserException(
            "the encodings of '%s' have %d rows for %d images"
                .formatted(encodings.encoder(), reader.rows(), images.size()),
            "run the stage that makes the encodings again");
      }
      checkSize(encodings.encoder(), images.size(), reader.rowLength());
      float[][] rows = new float[images.size()][reader.rowLength()];
      for (int row = 0; row < rows.length; row++) {
        reader.readRows(row, 1, rows[row]);
        checkFinite(encodings.encoder(), images.get(row).id(), rows[row]);
      }
      return new EncodingMatrix(rows, images);
    }
  }

  /** Returns N rows of D finite numbers; they may be changed in place. */
  public float[][] rows() {
    return rows;
  }

  /** Returns the images, in the order of the rows. */
  public List<LabelledImage> images() {
    return images;
  }

  /**
   * Returns the bytes that clustering needs at most: the encodings, three square matrices of their
   * shorter side, and the coordinates twice.
   */
  static long bytesNeeded(long size, long width) {
    long side = Math.min(size, width);
    return Float.BYTES * size * width + Double.BYTES * (3 * side * side + 2 * size * side);
  }

  private static void checkSize(String encoder, long size, long width) {
    if (Math.min(size, width) > LONGEST_SIDE) {
      throw new UserException(
          "%d encodings of %d numbers by '%s' are too many to be clustered exactly: the fewer of the two may be %d at most"
              .formatted(size, width, encoder, LONGEST_SIDE),
          "use fewer images, or a model with a smaller code");
    }
    long heap = Runtime.getRuntime().maxMemory();
    long needed = bytesNeeded(size, width);
    if (needed > SHARE * heap) {
      throw new UserException(
          "clustering %d encodings of %d numbers by '%s' needs about %d MB of the heap, which has %d MB"
              .formatted(size, width, encoder, needed >> 20, heap >> 20),
          "give the JVM more memory (ATELIER_JAVA_OPTIONS=-Xmx%dm), or use a model with a smaller code"
              .formatted((long) (needed / SHARE / (1 << 20)) + 256));
    }
  }

  private static void checkFinite(String encoder, String image, float[] row) {
    for (int column = 0; column < row.length; column++) {
      if (!Float.isFinite(row[column])) {
        throw new UserException(
            "the encoding of image '%s' by '%s' holds %s (at position %d)"
                .formatted(image, encoder, row[column], column),
            "train the encoder again with a lower learning-rate, or mend the file that the encodings come from");
      }
    }
  }
}

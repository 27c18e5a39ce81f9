package org.atelier.plugin.clustering.space;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.atelier.api.Encodings;
import org.atelier.api.LabelledImage;
import org.atelier.api.UserException;
import org.atelier.api.array.EncodedImages;
import org.atelier.api.array.NpyReader;
import org.atelier.api.service.Progress;

/**
 * Encodings brought to mean zero, a row for each image: in memory if they fit, or else read again
 * whenever they are gone through.
 */
public final class EncodingMatrix {
  /** The share of the heap that may be used. */
  private static final double SHARE = 0.8;

  /** Numbers in memory at a time where rows are read again. */
  private static final int READ_AT_A_TIME = 1 << 23;

  private final Rows rows;
  private final List<LabelledImage> images;

  private EncodingMatrix(Rows rows, List<LabelledImage> images) {
    this.rows = rows;
    this.images = List.copyOf(images);
  }

  /**
   * Opens encodings.
   *
   * @param encodings the encodings
   * @param scale whether each number is brought to standard deviation one over the images too
   * @param components how many principal components will be asked for
   * @param progress shows how far each pass over the encodings has come
   * @throws UserException if there are numbers that are not finite, if the files do not fit each
   *     other, or if memory does not suffice for what will be asked
   * @throws IOException if they cannot be read
   */
  public static EncodingMatrix open(
      Encodings encodings, boolean scale, int components, Progress progress) throws IOException {
    List<LabelledImage> images = EncodedImages.read(encodings);
    int width = width(encodings, images.size());
    Memory memory = new Memory(images.size(), width, components);
    memory.check(encodings.encoder(), Runtime.getRuntime().maxMemory());
    Function<FileRows.Change, Rows> read =
        prepare ->
            new WatchedRows(
                new FileRows(encodings.matrix(), images.size(), width, READ_AT_A_TIME, prepare),
                progress);
    Rows file =
        read.apply((first, block) -> checkFinite(encodings.encoder(), images, first, block));
    if (memory.fits(Runtime.getRuntime().maxMemory())) {
      float[][] all = new float[images.size()][];
      file.forEachBlock(
          (first, block) -> {
            for (int row = 0; row < block.length; row++) {
              all[first + row] = block[row].clone();
            }
          });
      Rows rows = new WatchedRows(Rows.of(all), progress);
      Standardization.of(rows, scale).apply(all);
      return new EncodingMatrix(rows, images);
    }
    Standardization standardization = Standardization.of(file, scale);
    return new EncodingMatrix(read.apply((first, block) -> standardization.apply(block)), images);
  }

  /** Returns N rows of D finite numbers. */
  public Rows rows() {
    return rows;
  }

  /** Returns the images, in the order of the rows. */
  public List<LabelledImage> images() {
    return images;
  }

  private static int width(Encodings encodings, int images) throws IOException {
    try (NpyReader reader = NpyReader.open(encodings.matrix())) {
      if (reader.rows() != images) {
        throw new UserException(
            "the encodings of '%s' have %d rows for %d images"
                .formatted(encodings.encoder(), reader.rows(), images),
            "run the stage that makes the encodings again");
      }
      return reader.rowLength();
    }
  }

  /**
   * What clustering needs.
   *
   * @param size the number of images
   * @param width the numbers in an encoding
   * @param components how many principal components are asked for
   */
  record Memory(long size, long width, int components) {
    private long side() {
      return Math.min(size, width);
    }

    private boolean findsAll() {
      return PrincipalComponents.findsAll(size, width, components);
    }

    /** Returns the bytes that finding the components takes at most, the encodings left out. */
    long withoutEncodings() {
      long kept = Math.min(components, side());
      long coordinates = 2 * Double.BYTES * size * kept;
      if (findsAll()) {
        return coordinates + 3 * Double.BYTES * side() * side();
      }
      long vectors = kept * (LeadingEigenvectors.STEPS + 2L);
      return coordinates + Double.BYTES * vectors * width;
    }

    /** Returns the bytes that it takes with all encodings in memory. */
    long withEncodings() {
      return withoutEncodings() + Float.BYTES * size * width;
    }

    boolean fits(long heap) {
      return withEncodings() <= SHARE * heap;
    }

    void check(String encoder, long heap) {
      if (!findsAll() && components >= side()) {
        throw new UserException(
            "all principal components of %d encodings of %d numbers by '%s' would take too long: the fewer of the two may be %d at most"
                .formatted(size, width, encoder, PrincipalComponents.LONGEST_SIDE),
            "set components, to 50 for instance: the first components are found for any number of"
                + " images");
      }
      boolean readAgain = !findsAll() || width < size;
      long needed =
          readAgain
              ? withoutEncodings()
                  + Float.BYTES * Math.max(Math.min(READ_AT_A_TIME, size * width), width)
              : withEncodings();
      if (needed > SHARE * heap) {
        throw new UserException(
            "clustering %d encodings of %d numbers by '%s' needs about %d MB of the heap, which has %d MB"
                .formatted(size, width, encoder, needed >> 20, heap >> 20),
            "give the JVM more memory (ATELIER_JAVA_OPTIONS=-Xmx%dm), set components to a smaller number, or use a model with a smaller code"
                .formatted((long) (needed / SHARE / (1 << 20)) + 256));
      }
    }
  }

  private static void checkFinite(
      String encoder, List<LabelledImage> images, int first, float[][] block) {
    for (int index = 0; index < block.length; index++) {
      float[] row = block[index];
      for (int column = 0; column < row.length; column++) {
        if (!Float.isFinite(row[column])) {
          throw new UserException(
              "the encoding of image '%s' by '%s' holds %s (at position %d)"
                  .formatted(images.get(first + index).id(), encoder, row[column], column),
              "train the encoder again with a lower learning-rate, or mend the file that the"
                  + " encodings come from");
        }
      }
    }
  }
}

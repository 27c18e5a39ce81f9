package org.atelier.plugin.clustering.encodings;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.Encodings;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.UserException;
import org.atelier.api.array.EncodingsWriter;
import org.atelier.api.array.NpyReader;

/**
 * The stage {@code open-encodings}: takes encodings from a file that numpy has written, a row for
 * each image of a dataset. They are copied, so that what comes of the run can be traced to them.
 */
public final class OpenEncodings implements Stage<Encodings> {
  private final Settings settings;

  /**
   * Which encodings.
   *
   * @param path the array
   * @param dataset the images that it is of
   */
  public record Settings(
      @Setting("a .npy file of numpy: an array with a row for each image of the dataset") Path path,
      @Setting(
              "the images, in the order of the rows: sorted by class and file name in an"
                  + " image-folder")
          Reference<Dataset> dataset) {}

  /** Makes the stage. */
  @Inject
  public OpenEncodings(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Encodings run(StageContext context) throws IOException {
    DatasetContents contents = settings.dataset().get().contents();
    try (NpyReader reader = NpyReader.open(settings.path())) {
      check(reader, contents);
      try (EncodingsWriter writer =
          new EncodingsWriter(context.folder(), codeShape(reader), contents.classNames())) {
        float[] row = new float[reader.rowLength()];
        for (int position = 0; position < contents.size(); position++) {
          reader.readRows(position, 1, row);
          checkFinite(row, position, contents);
          writer.write(row, List.of(contents.images().get(position)));
        }
        return writer.finish(context.stage());
      }
    }
  }

  private void check(NpyReader reader, DatasetContents contents) {
    if (reader.shape().size() < 2 || reader.shape().size() > 4 || reader.rowLength() == 0) {
      throw new UserException(
          "%s holds an array of shape %s, not a row of numbers for each image"
              .formatted(settings.path(), reader.shape()),
          "write an array of two to four axes, the first of them the images");
    }
    if (reader.rows() != contents.size()) {
      throw new UserException(
          "%s has %d rows, but dataset '%s' has %d images"
              .formatted(
                  settings.path(), reader.rows(), settings.dataset().name(), contents.size()),
          "name the dataset that the encodings are of");
    }
  }

  private void checkFinite(float[] row, int position, DatasetContents contents) {
    for (int column = 0; column < row.length; column++) {
      if (!Float.isFinite(row[column])) {
        throw new UserException(
            "%s holds %s, as a number of 32 bits, in row %d, that of image '%s' (at position %d)"
                .formatted(
                    settings.path(),
                    row[column],
                    position,
                    contents.images().get(position).id(),
                    column),
            "write the array again without it; the largest number there may be is 3.4e38");
      }
    }
  }

  private static List<Integer> codeShape(NpyReader reader) {
    List<Integer> shape = new ArrayList<>();
    for (long side : reader.shape().subList(1, reader.shape().size())) {
      shape.add(Math.toIntExact(side));
    }
    return shape;
  }
}

package org.atelier.plugin.styletransfer.transfer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.UserException;
import org.atelier.api.result.RgbImage;

/**
 * The content images that were chosen.
 *
 * @param dataset where they are
 * @param positions which they are
 */
record Contents(Dataset dataset, List<Integer> positions) {
  /**
   * Chooses images.
   *
   * @param name the dataset's name, for messages
   * @param dataset the images
   * @param patterns ids or patterns; empty for a number of images
   * @param count that number
   * @throws UserException if there are no images, or if none is called like a pattern
   */
  static Contents choose(String name, Dataset dataset, List<String> patterns, int count) {
    DatasetContents contents = dataset.contents();
    if (contents.size() == 0) {
      throw new UserException(
          "dataset '%s' has no images to show in other styles".formatted(name),
          "point the dataset at images");
    }
    return new Contents(
        dataset,
        patterns.isEmpty()
            ? spread(contents.size(), Math.min(count, contents.size()))
            : named(name, contents, patterns));
  }

  /** Returns positions as far from one another as possible, from the middles of equal parts. */
  private static List<Integer> spread(int size, int count) {
    List<Integer> positions = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      positions.add((int) ((2L * index + 1) * size / (2L * count)));
    }
    return positions;
  }

  private static List<Integer> named(String name, DatasetContents contents, List<String> patterns) {
    List<IdPattern> ids = patterns.stream().map(IdPattern::new).toList();
    for (IdPattern id : ids) {
      if (contents.images().stream().noneMatch(image -> id.matches(image.id()))) {
        throw new UserException(
            "no image of dataset '%s' is called '%s'; its images are called like '%s'"
                .formatted(name, id.text(), contents.images().get(0).id()),
            "mend the entry of images; * stands for any characters");
      }
    }
    List<Integer> positions = new ArrayList<>();
    for (int position = 0; position < contents.size(); position++) {
      String id = contents.images().get(position).id();
      if (ids.stream().anyMatch(pattern -> pattern.matches(id))) {
        positions.add(position);
      }
    }
    return positions;
  }

  /** Returns an image's id in its dataset. */
  String id(int index) {
    return dataset.contents().images().get(positions.get(index)).id();
  }

  /** Reads an image. */
  RgbImage image(int index) {
    DatasetContents contents = dataset.contents();
    byte[] planes = new byte[3 * contents.height() * contents.width()];
    dataset.read(positions.get(index), ByteBuffer.wrap(planes));
    return RgbImage.of(contents.height(), contents.width(), planes);
  }
}

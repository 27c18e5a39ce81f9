package org.atelier.plugin.clustering.analysis;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.Reference;
import org.atelier.api.UserException;
import org.atelier.api.result.RgbImage;

/** The pictures that were clustered, found in their dataset by their ids. */
final class Pictures {
  private static final int CHANNELS = 3;

  private final Dataset dataset;
  private final DatasetContents contents;
  private final Map<String, Integer> positions = new HashMap<>();

  /**
   * Finds them.
   *
   * @throws UserException if the dataset lacks one of the images, or lists other classes
   */
  Pictures(Reference<Dataset> reference, List<LabelledImage> images, List<String> classNames) {
    this.dataset = reference.get();
    this.contents = dataset.contents();
    if (!contents.classNames().equals(classNames)) {
      throw new UserException(
          "dataset '%s' has the classes %s, but the encodings have %s"
              .formatted(reference.name(), contents.classNames(), classNames),
          "name the dataset that was encoded");
    }
    for (int position = 0; position < contents.size(); position++) {
      positions.put(contents.images().get(position).id(), position);
    }
    for (LabelledImage image : images) {
      if (!positions.containsKey(image.id())) {
        throw new UserException(
            "dataset '%s' has no image '%s', which was clustered"
                .formatted(reference.name(), image.id()),
            "name the dataset that was encoded");
      }
    }
  }

  /** Reads a picture and makes it as small as asked. */
  RgbImage read(LabelledImage image, int side) {
    ByteBuffer planes = ByteBuffer.allocate(CHANNELS * contents.height() * contents.width());
    dataset.read(positions.get(image.id()), planes);
    return RgbImage.of(contents.height(), contents.width(), planes.array()).reducedTo(side);
  }
}

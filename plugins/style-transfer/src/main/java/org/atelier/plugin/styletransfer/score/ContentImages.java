package org.atelier.plugin.styletransfer.score;

import java.nio.ByteBuffer;
import java.util.List;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.Reference;
import org.atelier.api.UserException;
import org.atelier.api.result.RgbImage;

/** Reads single images of a dataset. */
final class ContentImages {
  private ContentImages() {}

  /**
   * Reads an image by its id.
   *
   * @throws UserException if the dataset has no such image
   */
  static RgbImage read(Reference<Dataset> dataset, String id) {
    List<LabelledImage> images = dataset.get().contents().images();
    for (int position = 0; position < images.size(); position++) {
      if (images.get(position).id().equals(id)) {
        return read(dataset.get(), position);
      }
    }
    throw new UserException(
        "a picture was made of '%s', but dataset '%s' has no such image"
            .formatted(id, dataset.name()),
        "set dataset to the one that the pictures were made of");
  }

  /** Reads the image at a position. */
  static RgbImage read(Dataset dataset, int position) {
    DatasetContents contents = dataset.contents();
    ByteBuffer planes = ByteBuffer.allocate(3 * contents.height() * contents.width());
    dataset.read(position, planes);
    return RgbImage.of(contents.height(), contents.width(), planes.array());
  }
}

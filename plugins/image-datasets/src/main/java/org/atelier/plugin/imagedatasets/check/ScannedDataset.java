package org.atelier.plugin.imagedatasets.check;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.result.RgbImage;
import org.atelier.plugin.imagedatasets.cache.ContentHash;
import org.atelier.plugin.imagedatasets.decoding.PixelSize;
import org.atelier.plugin.imagedatasets.folder.ImageFolder;

/**
 * A dataset whose images have all been looked at; their pixels are not kept.
 *
 * @param name its name in the pipeline
 * @param dataset the dataset
 * @param contents what it holds
 * @param images what was seen, by position
 */
record ScannedDataset(
    String name, Dataset dataset, DatasetContents contents, List<ScannedImage> images) {
  /**
   * One image.
   *
   * @param signature what it looks like
   * @param pixels the hash of its pixels
   * @param file the hash of its file, if it comes from one
   * @param originalSize its size in the file, if it comes from one
   */
  record ScannedImage(
      ImageSignature signature,
      ContentHash pixels,
      Optional<ContentHash> file,
      Optional<PixelSize> originalSize) {}

  /** Returns the number of images. */
  int size() {
    return images.size();
  }

  /** Returns the dataset as a folder of images, if it is one. */
  Optional<ImageFolder> folder() {
    return dataset instanceof ImageFolder folder ? Optional.of(folder) : Optional.empty();
  }

  /** Returns the name of an image within the dataset. */
  String id(int position) {
    return image(position).id();
  }

  /** Returns the name of an image's class. */
  String className(int position) {
    return contents.classNames().get(contents.label(position));
  }

  private LabelledImage image(int position) {
    return contents.images().get(position);
  }

  /** Returns an image's group, if it is known. */
  Optional<String> group(int position) {
    return image(position).group();
  }

  /** Reads an image once more. */
  RgbImage read(int position) {
    byte[] planes = new byte[3 * contents.height() * contents.width()];
    dataset.read(position, ByteBuffer.wrap(planes));
    return RgbImage.of(contents.height(), contents.width(), planes);
  }
}

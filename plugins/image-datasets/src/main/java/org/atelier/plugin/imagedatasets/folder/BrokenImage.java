package org.atelier.plugin.imagedatasets.folder;

import java.nio.file.Path;

/**
 * An image that cannot be read.
 *
 * @param id its id, if it were in the dataset
 * @param path where it lies
 * @param reason why, as part of a sentence
 */
public record BrokenImage(String id, Path path, String reason) {
  @Override
  public String toString() {
    return path + ": " + reason;
  }
}

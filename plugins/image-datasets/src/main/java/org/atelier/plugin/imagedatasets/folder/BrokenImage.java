package org.atelier.plugin.imagedatasets.folder;

import java.nio.file.Path;

/**
 * An image that cannot be read.
 *
 * @param path where it lies
 * @param reason why, as part of a sentence
 */
public record BrokenImage(Path path, String reason) {
  @Override
  public String toString() {
    return path + ": " + reason;
  }
}

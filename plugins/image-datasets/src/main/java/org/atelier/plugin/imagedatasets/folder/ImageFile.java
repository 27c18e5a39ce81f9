package org.atelier.plugin.imagedatasets.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.atelier.plugin.imagedatasets.cache.FileStamp;

/**
 * An image file that was found.
 *
 * @param path where it lies
 * @param id its path below the dataset's folder with {@code /} between names, or its path as it was
 *     given
 * @param className the class folder that it lies in; empty if there is none
 * @param bytes its length
 * @param stamp tells whether it has changed
 */
record ImageFile(Path path, String id, String className, long bytes, FileStamp stamp) {
  /** Returns the last name of its path, in Unicode's composed form. */
  String fileName() {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /** Reads the whole file; a link that has taken its place is not followed. */
  byte[] read() throws IOException {
    try (InputStream input = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      return input.readAllBytes();
    }
  }

  /** Reads the beginning of a file. */
  static byte[] head(Path path, int bytes) throws IOException {
    try (InputStream input = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      return input.readNBytes(bytes);
    }
  }
}

package org.atelier.plugin.imagedatasets.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * What tells, without reading it, that a file is still the same.
 *
 * @param bytes its size
 * @param modified when its content was last modified, in nanoseconds since 1970
 * @param changed when anything of it was last changed, which no program can set back; as {@code
 *     modified} where the file system does not say
 */
public record FileStamp(long bytes, long modified, long changed) {
  /** How coarsely a file system may keep times that are whole seconds. */
  private static final Duration COARSE = Duration.ofSeconds(2);

  /** How coarsely one keeps times that are not. */
  private static final Duration FINE = Duration.ofMillis(100);

  /**
   * Reads the stamp of a file.
   *
   * @param file the file
   * @param attributes its attributes
   * @throws IOException if the file system does not answer
   */
  public static FileStamp of(Path file, BasicFileAttributes attributes) throws IOException {
    FileTime modified = attributes.lastModifiedTime();
    FileTime changed =
        file.getFileSystem().supportedFileAttributeViews().contains("unix")
            ? (FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS)
            : modified;
    return new FileStamp(
        attributes.size(), modified.to(TimeUnit.NANOSECONDS), changed.to(TimeUnit.NANOSECONDS));
  }

  /** Reads what {@link #text()} wrote; throws {@link IllegalArgumentException} if it did not. */
  static FileStamp parse(String text) {
    String[] parts = text.split(":", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a file stamp: " + text);
    }
    return new FileStamp(
        Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }

  /** Returns the three numbers, joined by colons. */
  String text() {
    return bytes + ":" + modified + ":" + changed;
  }

  /**
   * Whether the file was last changed so long before it was looked at that any later change shows.
   *
   * @param seen when the stamp was read
   */
  boolean settled(Instant seen) {
    long latest = Math.max(modified, changed);
    Duration coarseness = latest % TimeUnit.SECONDS.toNanos(1) == 0 ? COARSE : FINE;
    return Instant.EPOCH.plusNanos(latest).plus(coarseness).isBefore(seen);
  }
}

package org.atelier.runner.output;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files that become visible whole or not at all: written aside, brought to the disk, and
 * then renamed over what was there.
 */
public final class WholeFile {
  private static final String ASIDE = ".part";

  private WholeFile() {}

  /** Writes the bytes of a file. */
  @FunctionalInterface
  public interface Body {
    /** Writes everything; the stream is buffered, and closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file.
   *
   * @param target the file; its folder exists
   * @param body writes the bytes
   * @throws org.atelier.api.UserException if the disk is full
   * @throws IOException if the file cannot be written for another reason; what was there before is
   *     still there
   */
  public static void write(Path target, Body body) throws IOException {
    Path file = target.toAbsolutePath();
    Path aside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ASIDE);
    try {
      try {
        writeAndSync(aside, body);
        Files.move(
            aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(aside);
      }
      syncFolder(file.getParent());
    } catch (IOException e) {
      throw DiskSpace.explain(e, file.getParent())
          .<IOException>map(
              full -> {
                throw full;
              })
          .orElse(e);
    }
  }

  /** Writes a text file in UTF-8. */
  public static void writeText(Path target, String text) throws IOException {
    write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Renames a file or folder to a name that is free, and brings the renaming to the disk.
   *
   * @throws IOException if there is something of that name, or the file system refuses
   */
  public static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    syncFolder(to.toAbsolutePath().getParent());
  }

  /**
   * Removes what was written aside in a folder by processes that were killed.
   *
   * @param folder a folder that nobody writes to at the moment
   */
  public static void removeHalfWritten(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".*" + ASIDE)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Writes with a stream that an interrupted thread can still use, unlike a channel. */
  private static void writeAndSync(Path file, Body body) throws IOException {
    try (FileOutputStream stream = new FileOutputStream(file.toFile());
        OutputStream out = new BufferedOutputStream(stream)) {
      body.writeTo(out);
      out.flush();
      stream.getFD().sync();
    }
  }

  /** Brings a renaming to the disk; Windows does so by itself and cannot open folders. */
  static void syncFolder(Path folder) throws IOException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    // A folder can only be synced by a channel, which an interrupted thread cannot use.
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

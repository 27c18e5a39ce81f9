package org.atelier.plugin.imagedatasets.cache;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * An open pack, which can be read whatever becomes of its name. Safe for use by several threads.
 *
 * <p>It is read and not mapped: mapped pages count as the process's own memory, so that it would
 * seem to grow with the dataset; a file cut short under a mapping ends the JVM; and Windows deletes
 * no mapped file. Nor is it a channel, which an interrupt would close for all threads. It is closed
 * when nobody refers to it any more.
 */
final class PackFile {
  private final RandomAccessFile file;

  /** Opens a file for reading. */
  PackFile(Path path) throws IOException {
    file = new RandomAccessFile(path.toFile(), "r");
  }

  long size() throws IOException {
    return file.length();
  }

  /** Fills an array with the bytes from a position on. */
  synchronized void read(long position, byte[] bytes, int offset, int length) throws IOException {
    file.seek(position);
    file.readFully(bytes, offset, length);
  }

  /** Returns some bytes from a position on. */
  byte[] read(long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    read(position, bytes, 0, length);
    return bytes;
  }

  /** Closes a file that holds nothing of use. */
  void close() throws IOException {
    file.close();
  }
}

package org.atelier.runner.execution;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The mark of a run that has begun and not ended: a file in its folder, locked as long as its
 * process lives. A mark that can be taken is that of a run that was killed.
 */
final class RunMark implements AutoCloseable {
  private static final String FILE = ".running";

  private final Path file;
  private final FileChannel channel;

  private RunMark(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Marks a run that begins.
   *
   * @param run the run folder
   * @throws IOException if the file system refuses
   */
  static RunMark set(Path run) throws IOException {
    Path aside = run.resolve(FILE + ".part");
    Path file = run.resolve(FILE);
    FileChannel channel =
        FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      channel.lock();
      // Locked before it has its name: nobody may take the run for one that was killed.
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
      return new RunMark(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Takes the mark of a run that was killed.
   *
   * @param run a run folder
   * @return the mark; empty if the run has ended, or still goes on
   */
  static Optional<RunMark> takeOver(Path run) throws IOException {
    Path file = run.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      // It has ended just now.
      return Optional.empty();
    }
    try {
      FileLock lock = channel.tryLock();
      if (lock != null && Files.exists(file)) {
        return Optional.of(new RunMark(file, channel));
      }
    } catch (OverlappingFileLockException e) {
      // It goes on in this process.
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  /** Removes the mark: the run has ended, or what was left of it is put in order. */
  void remove() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Lets go of the mark. If it is still there, others may take it over. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}

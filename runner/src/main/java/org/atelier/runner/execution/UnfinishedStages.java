package org.atelier.runner.execution;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.atelier.runner.output.Folders;
import org.atelier.runner.output.WholeFile;

/**
 * The folders in the cache in which stages keep their checkpoints until they are done, by the
 * stages' keys. The same stage finds the same folder, whichever run it is a part of.
 *
 * <p>A folder has one user at a time, who holds the lock on a file in it; locks end with their
 * process. A second run of the same stage is given a folder of its own, as otherwise each would
 * overwrite the other's checkpoints.
 */
public final class UnfinishedStages {
  private static final String FOLDER = "unfinished";
  private static final String LOCK = ".lock";

  /** Parts the name of a second run's folder; no key has it. */
  private static final String SECOND = ".";

  private final Path folder;

  /**
   * Makes the folders of a cache.
   *
   * @param cache the program's cache folder, which may not exist yet
   */
  public UnfinishedStages(Path cache) {
    this.folder = cache.toAbsolutePath().resolve(FOLDER);
  }

  /** A folder that is this run's, until it is closed. */
  static final class Claim implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final boolean second;
    private boolean done;

    private Claim(Path path, FileChannel channel, boolean second) {
      this.path = path;
      this.channel = channel;
      this.second = second;
    }

    Path path() {
      return path;
    }

    /** The stage is done: the folder goes when the claim is closed. */
    void done() {
      done = true;
    }

    @Override
    public void close() throws IOException {
      try {
        if (done || second) {
          Folders.delete(path);
        }
      } finally {
        channel.close();
      }
    }
  }

  /**
   * Claims the folder of a stage.
   *
   * @param key the stage's key
   * @throws IOException if it cannot be made or locked
   */
  Claim claim(String key) throws IOException {
    Files.createDirectories(folder);
    removeAbandoned();
    Path own = folder.resolve(key);
    Optional<Claim> claim = claim(own, false);
    return claim.isPresent()
        ? claim.get()
        : claim(folder.resolve(key + SECOND + UUID.randomUUID()), true).orElseThrow();
  }

  /**
   * Discards the checkpoints of a stage, unless another run is using them.
   *
   * @param key the stage's key
   * @throws IOException if they cannot be removed
   */
  void discard(String key) throws IOException {
    Path own = folder.resolve(key);
    if (Files.isDirectory(own)) {
      Optional<Claim> claim = claim(own, false);
      if (claim.isPresent()) {
        claim.get().done();
        claim.get().close();
      }
    }
  }

  /**
   * Removes the checkpoints of stages that nobody runs and that nobody went on with for long.
   *
   * @param before those that were last written before this time
   * @param dryRun whether they are only counted
   * @return how many there are
   * @throws IOException if they cannot be removed
   */
  public int remove(Instant before, boolean dryRun) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    List<Path> all;
    try (Stream<Path> folders = Files.list(folder)) {
      all = folders.filter(Files::isDirectory).toList();
    }
    int removed = 0;
    for (Path path : all) {
      if (Files.getLastModifiedTime(path).toInstant().isBefore(before)) {
        Optional<Claim> claim = claim(path, false);
        if (claim.isPresent()) {
          removed++;
          if (!dryRun) {
            claim.get().done();
          }
          claim.get().close();
        }
      }
    }
    return removed;
  }

  private static Optional<Claim> claim(Path path, boolean second) throws IOException {
    Files.createDirectories(path);
    Path lock = path.resolve(LOCK);
    FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock();
      // Whoever had it before may have removed the folder, and the lock with it.
      if (held != null && Files.exists(lock)) {
        WholeFile.removeHalfWritten(path);
        return Optional.of(new Claim(path, channel, second));
      }
    } catch (OverlappingFileLockException e) {
      // Another run in this process has it.
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  /** Removes the folders of second runs that were killed. */
  private void removeAbandoned() throws IOException {
    List<Path> seconds;
    try (Stream<Path> folders = Files.list(folder)) {
      seconds = folders.filter(path -> path.getFileName().toString().contains(SECOND)).toList();
    }
    for (Path path : seconds) {
      if (!Files.exists(path.resolve(LOCK))) {
        continue;
      }
      try {
        Optional<Claim> claim = claim(path, true);
        if (claim.isPresent()) {
          claim.get().close();
        }
      } catch (NoSuchFileException e) {
        // Another run has just removed it.
      }
    }
  }
}

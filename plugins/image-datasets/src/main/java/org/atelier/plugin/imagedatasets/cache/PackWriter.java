package org.atelier.plugin.imagedatasets.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one pack under a name of its own and, when it is finished, under its final name.
 *
 * <p>It holds a lock on its file, which ends with the process: so leftovers of killed processes can
 * be told from the files of running ones.
 */
final class PackWriter implements AutoCloseable {
  static final String FINISHED = ".pack";
  static final String UNFINISHED = ".part";

  private static final Logger LOG = LoggerFactory.getLogger(PackWriter.class);

  private final int entryBytes;
  private final Path unfinished;
  private final Path finished;
  private final FileChannel channel;
  private final List<Pack.Content> contents = new ArrayList<>();

  PackWriter(Path folder, int entryBytes) throws IOException {
    this.entryBytes = entryBytes;
    String name = UUID.randomUUID().toString();
    Files.createDirectories(folder);
    unfinished = folder.resolve(name + UNFINISHED);
    finished = folder.resolve(name + FINISHED);
    channel = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock();
  }

  private void lock() {
    try {
      channel.lock();
    } catch (IOException e) {
      // Some network file systems have no locks; then leftovers there are not cleared away.
      LOG.debug("cannot lock {}", unfinished, e);
    }
  }

  /** Deletes an unfinished pack unless someone is still writing it. */
  static void clearLeftover(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        Files.deleteIfExists(file);
      }
    } catch (OverlappingFileLockException | IOException e) {
      LOG.debug("left {} alone", file, e);
    }
  }

  int count() {
    return contents.size();
  }

  /** Adds an image. */
  void add(ContentHash hash, byte[] planes) throws IOException {
    write(ByteBuffer.wrap(planes));
    contents.add(new Pack.Content(hash, Pack.checksum(planes)));
  }

  /** Finishes the pack, makes it visible and adds its images to a map. */
  void finish(Map<ContentHash, CachedPixels> images) throws IOException {
    write(Pack.trailer(entryBytes, contents));
    channel.force(true);
    PackFile file = new PackFile(unfinished);
    try {
      Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // The folder was deleted meanwhile. The open file still serves this run.
      LOG.debug("cannot keep {}", finished, e);
    }
    Pack.add(file, entryBytes, contents, images);
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Lets go of the file, and of its content unless it was finished. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(unfinished);
  }
}

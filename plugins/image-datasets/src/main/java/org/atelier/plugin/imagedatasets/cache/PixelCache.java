package org.atelier.plugin.imagedatasets.cache;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Planes of images of one size, found by the hash of the image file. Safe for use by several
 * threads; any number of processes may share its folder.
 *
 * <p>If it cannot be written (the disk is full, the folder is read-only) it goes on with what it
 * has and tells so by {@link #failure()}.
 */
public final class PixelCache implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PixelCache.class);

  /**
   * How much a cache takes.
   *
   * @param packBytes how large a pack grows: what a killed process may lose
   * @param reservedBytes no pack is begun on a disk with less room than this
   */
  public record Limits(long packBytes, long reservedBytes) {
    /**
     * Packs that are soon finished, and room left for what a run is there to write even when the
     * last pack is full.
     */
    public static final Limits STANDARD = new Limits(256L << 20, 512L << 20);
  }

  private final Path folder;
  private final long reservedBytes;
  private final int entryBytes;
  private final int entriesPerPack;
  private final Map<ContentHash, CachedPixels> images = new ConcurrentHashMap<>();
  private final Map<ContentHash, Boolean> pending = new ConcurrentHashMap<>();
  private PackWriter writer;
  private IOException failure;

  /**
   * Opens a cache, which need not exist yet. Files that are not whole packs are passed over.
   *
   * @param folder the folder of the packs, for images of one size and way of resizing only
   * @param entryBytes bytes of one image
   * @param limits how much it takes
   */
  public PixelCache(Path folder, int entryBytes, Limits limits) {
    this.folder = folder;
    this.entryBytes = entryBytes;
    reservedBytes = limits.reservedBytes();
    entriesPerPack = (int) Math.max(1, limits.packBytes() / entryBytes);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        open(file);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("{} begins empty", folder);
    } catch (IOException e) {
      failure = e;
    }
  }

  private void open(Path file) {
    String name = file.getFileName().toString();
    try {
      if (name.endsWith(PackWriter.FINISHED)) {
        Pack.open(file, entryBytes, images);
      } else if (name.endsWith(PackWriter.UNFINISHED)) {
        PackWriter.clearLeftover(file);
      }
    } catch (IOException e) {
      // What cannot be read is decoded again.
      LOG.debug("passed over {}", file, e);
    }
  }

  /** Returns the planes of an image, if they are there. */
  public Optional<CachedPixels> find(ContentHash hash) {
    return Optional.ofNullable(images.get(hash));
  }

  /**
   * Adds an image. It can be found once its pack is full or {@link #flush()} was called; not at all
   * after a {@link #failure()}.
   */
  public synchronized void add(ContentHash hash, byte[] planes) {
    if (planes.length != entryBytes) {
      throw new IllegalArgumentException(
          "%d bytes where an entry has %d".formatted(planes.length, entryBytes));
    }
    if (failure != null || images.containsKey(hash) || pending.putIfAbsent(hash, true) != null) {
      return;
    }
    try {
      if (writer == null) {
        checkRoom();
        writer = new PackWriter(folder, entryBytes);
      }
      writer.add(hash, planes);
      if (writer.count() == entriesPerPack) {
        finishPack();
      }
    } catch (IOException e) {
      giveUp(e);
    }
  }

  private void checkRoom() throws IOException {
    Files.createDirectories(folder);
    long usable = Files.getFileStore(folder).getUsableSpace();
    if (usable < reservedBytes) {
      throw new IOException("only %d MB are free".formatted(usable >> 20));
    }
  }

  private void finishPack() throws IOException {
    PackWriter finished = writer;
    writer = null;
    try (finished) {
      finished.finish(images);
    }
    pending.clear();
  }

  private void giveUp(IOException e) {
    failure = e;
    pending.clear();
    try (PackWriter unfinished = writer) {
      LOG.debug("gave up {}", unfinished, e);
    } catch (IOException alsoFailed) {
      e.addSuppressed(alsoFailed);
    }
    writer = null;
  }

  /** Makes everything that was added visible, here and to others. */
  public synchronized void flush() {
    if (writer == null || writer.count() == 0) {
      return;
    }
    try {
      finishPack();
    } catch (IOException e) {
      giveUp(e);
    }
  }

  /** Returns why images could not be added, if so. */
  public synchronized Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void close() {
    flush();
  }
}

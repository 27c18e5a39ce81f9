package org.atelier.plugin.imagedatasets.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Remembers the content hashes of the images of a folder, so that files that have not changed need
 * not be read again. A line for each file: hash, stamp, and the path below the folder.
 */
public final class FileIndex {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final Path file;
  private final Map<String, Entry> entries;

  private record Entry(ContentHash hash, FileStamp stamp) {}

  private FileIndex(Path file, Map<String, Entry> entries) {
    this.file = file;
    this.entries = entries;
  }

  /**
   * Reads the index of a folder of images; it is empty if there is none or if it is damaged.
   *
   * @param cache the folder of the cache
   * @param images the folder of images
   */
  public static FileIndex read(Path cache, Path images) {
    Path file = file(cache, images);
    Map<String, Entry> entries = new HashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        List<String> columns = List.of(line.split("\t", 3));
        entries.put(
            columns.get(2),
            new Entry(new ContentHash(columns.get(0)), FileStamp.parse(columns.get(1))));
      }
    } catch (NoSuchFileException e) {
      return new FileIndex(file, Map.of());
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // The index only saves work: without it the files are read once more.
      return new FileIndex(file, Map.of());
    }
    return new FileIndex(file, entries);
  }

  /**
   * Returns an index that remembers nothing and replaces what there is.
   *
   * @param cache the folder of the cache
   * @param images the folder of images
   */
  public static FileIndex blank(Path cache, Path images) {
    return new FileIndex(file(cache, images), Map.of());
  }

  private static Path file(Path cache, Path images) {
    return cache.resolve(
        "files-" + ContentHash.of(images.toAbsolutePath().normalize().toString()).hex());
  }

  /**
   * Returns the hash of a file's content, if the file is the same as when it was remembered.
   *
   * @param id the path below the folder
   * @param stamp the file as it is now
   */
  public Optional<ContentHash> find(String id, FileStamp stamp) {
    return Optional.ofNullable(entries.get(id))
        .filter(entry -> entry.stamp().equals(stamp))
        .map(Entry::hash);
  }

  /** What is to be remembered. Not safe for use by several threads. */
  public static final class Update {
    private final Instant seen;
    private final Map<String, Entry> entries = new TreeMap<>();

    /**
     * Begins an update.
     *
     * @param seen a time before the stamps were read
     */
    public Update(Instant seen) {
      this.seen = seen;
    }

    /** Remembers a file, unless it changed so lately that a further change might go unseen. */
    public void add(String id, FileStamp stamp, ContentHash hash) {
      if (stamp.settled(seen) && !CONTROL.matcher(id).find()) {
        entries.put(id, new Entry(hash, stamp));
      }
    }
  }

  /**
   * Replaces the index, if anything is new.
   *
   * @throws IOException if it cannot be written; the old one is then as it was
   */
  public void replace(Update update) throws IOException {
    if (update.entries.equals(entries)) {
      return;
    }
    StringBuilder text = new StringBuilder();
    update.entries.forEach(
        (id, entry) ->
            text.append(entry.hash().hex())
                .append('\t')
                .append(entry.stamp().text())
                .append('\t')
                .append(id)
                .append('\n'));
    Files.createDirectories(file.getParent());
    Path aside = file.resolveSibling(UUID.randomUUID() + PackWriter.UNFINISHED);
    try {
      Files.writeString(aside, text);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}

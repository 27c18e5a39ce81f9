package org.atelier.runner.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.atelier.runner.output.Json;

/**
 * What {@value #FILE} in the folder of a stage that has ended well holds: where the result comes
 * from, and what its files must be for it to be whole.
 *
 * @param key the stage's key
 * @param facts what the key is the digest of
 * @param origin the work that made the result
 * @param files the files of the folder but this one, by their paths with {@code /} between names
 */
public record StageRecord(
    String key, List<Fact> facts, Origin origin, Map<String, KeptFile> files) {
  /** The file's name. */
  public static final String FILE = "stage.json";

  /**
   * The work that made a result.
   *
   * @param pipeline the pipeline's name
   * @param stage the stage's name
   * @param type the stage's type
   * @param run the run folder
   * @param ended when the stage had ended, in ISO 8601 with offset
   * @param seconds how long it took
   */
  public record Origin(
      String pipeline, String stage, String type, String run, String ended, double seconds) {}

  /**
   * A file of a result.
   *
   * @param bytes its size
   * @param modified when it was last modified, in nanoseconds since 1970
   * @param sha256 digest of its content
   */
  public record KeptFile(long bytes, long modified, String sha256) {}

  /** Copies the collections, sorting the files. */
  public StageRecord {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(origin, "origin");
    facts = List.copyOf(facts);
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /** Returns the size of all files. */
  public long bytes() {
    return files.values().stream().mapToLong(KeptFile::bytes).sum();
  }

  /**
   * Writes the record of a folder into it.
   *
   * @throws IOException if the files cannot be read or the record cannot be written
   */
  static StageRecord write(Path folder, StageKey key, Origin origin) throws IOException {
    Map<String, KeptFile> files = new TreeMap<>();
    for (Path file : files(folder)) {
      files.put(name(folder, file), keptFile(file));
    }
    StageRecord record = new StageRecord(key.hex(), key.facts(), origin, files);
    new Json().write(folder.resolve(FILE), record);
    return record;
  }

  /**
   * Reads the record of a folder.
   *
   * @throws IOException if there is none or it is damaged
   */
  public static StageRecord read(Path folder) throws IOException {
    StageRecord record = new Json().read(folder.resolve(FILE), StageRecord.class);
    if (record == null) {
      throw new IOException("%s is empty".formatted(folder.resolve(FILE)));
    }
    return record;
  }

  /**
   * Holds the files of a folder against this record.
   *
   * @param thoroughly whether files are read whose size and time are as recorded
   * @return the first file that is not as recorded; empty if all are
   * @throws IOException if a file cannot be read
   */
  Optional<String> damage(Path folder, boolean thoroughly) throws IOException {
    for (Map.Entry<String, KeptFile> entry : files.entrySet()) {
      Path file = folder.resolve(entry.getKey()).normalize();
      if (!file.startsWith(folder) || !isAsRecorded(file, entry.getValue(), thoroughly)) {
        return Optional.of(entry.getKey());
      }
    }
    return Optional.empty();
  }

  private static boolean isAsRecorded(Path file, KeptFile kept, boolean thoroughly)
      throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) != kept.bytes()) {
      return false;
    }
    boolean sameTime = modified(file) == kept.modified();
    return (sameTime && !thoroughly) || Digests.hex(file).equals(kept.sha256());
  }

  private static KeptFile keptFile(Path file) throws IOException {
    return new KeptFile(Files.size(file), modified(file), Digests.hex(file));
  }

  private static long modified(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class)
        .lastModifiedTime()
        .to(TimeUnit.NANOSECONDS);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> !file.equals(folder.resolve(FILE)))
          .toList();
    }
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}

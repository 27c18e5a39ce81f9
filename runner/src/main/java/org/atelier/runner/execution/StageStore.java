package org.atelier.runner.execution;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.atelier.runner.output.Folders;
import org.atelier.runner.output.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The results of stages in the cache: a folder for each, named by the stage's key.
 *
 * <p>A folder is made under another name and renamed when it is whole, and renamed before it is
 * removed; so any number of processes may use one cache. The files are links to those in the run
 * folders, where the file system has links, and then take no room of their own.
 */
public final class StageStore {
  private static final Logger LOG = LoggerFactory.getLogger(StageStore.class);
  private static final String FOLDER = "stages";

  /** Begins the names of folders that are being made or removed. */
  private static final String ASIDE = ".";

  /** Nobody takes longer to link the files of a stage. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path folder;

  /**
   * Opens the store of a cache.
   *
   * @param cache the program's cache folder, which may not exist yet
   */
  public StageStore(Path cache) {
    this.folder = cache.toAbsolutePath().resolve(FOLDER);
  }

  /** Returns the folder of all results. */
  public Path folder() {
    return folder;
  }

  /**
   * A result in the store.
   *
   * @param folder its folder
   * @param record what the folder holds
   * @param used when it was last used
   */
  public record Kept(Path folder, StageRecord record, Instant used) {}

  /**
   * Finds the result of a stage. One whose record is damaged is none.
   *
   * @throws IOException if the store cannot be read
   */
  Optional<Kept> find(StageKey key) throws IOException {
    return read(folder.resolve(key.hex()));
  }

  private static Optional<Kept> read(Path kept) throws IOException {
    if (!Files.isDirectory(kept)) {
      return Optional.empty();
    }
    try {
      StageRecord record = StageRecord.read(kept);
      if (record.key().equals(kept.getFileName().toString())) {
        return Optional.of(new Kept(kept, record, Files.getLastModifiedTime(kept).toInstant()));
      }
      LOG.warn("{} holds the result of another stage", kept);
    } catch (NoSuchFileException | FileNotFoundException e) {
      // Jackson opens files the old way, and says so in the old way.
      LOG.warn("{} is being removed, or is damaged", kept, e);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      LOG.warn("{} has a damaged record", kept, e);
    }
    return Optional.empty();
  }

  /**
   * Keeps the result of a stage, unless it is there already.
   *
   * @param key the stage's key
   * @param result the stage's folder, with its record
   * @throws IOException if it cannot be kept
   */
  void keep(StageKey key, Path result) throws IOException {
    Files.createDirectories(folder);
    removeAbandoned();
    Path target = folder.resolve(key.hex());
    if (read(target).isPresent()) {
      return;
    }
    if (Files.exists(target)) {
      remove(target);
    }
    Path aside = aside();
    try {
      Folders.link(result, aside);
      Folders.sync(aside);
      WholeFile.rename(aside, target);
    } catch (IOException e) {
      if (Files.exists(aside)) {
        Folders.delete(aside);
      }
      if (!wasTaken(target, e)) {
        throw e;
      }
      // Another run of the same stage was first.
    }
  }

  /** Tells whether a folder could not get its name because there was one of that name. */
  private static boolean wasTaken(Path target, IOException failure) {
    return Files.exists(target)
        || failure instanceof FileAlreadyExistsException
        || failure instanceof DirectoryNotEmptyException
        // What Linux says of it, should the other folder be gone again.
        || (failure instanceof FileSystemException onFile
            && "Directory not empty".equals(onFile.getReason()));
  }

  /**
   * Puts a result into a run.
   *
   * @param kept the result
   * @param target the new folder, which does not exist yet
   * @throws IOException if it cannot be put there whole; then there is no such folder
   */
  void place(Kept kept, Path target) throws IOException {
    try {
      Folders.link(kept.folder(), target);
      Optional<String> missing = kept.record().damage(target, false);
      if (missing.isPresent()) {
        throw new NoSuchFileException(kept.folder().resolve(missing.get()).toString());
      }
      Files.setLastModifiedTime(kept.folder(), FileTime.from(Instant.now()));
    } catch (IOException e) {
      if (Files.exists(target)) {
        Folders.delete(target);
      }
      throw e;
    }
  }

  /**
   * Discards the result of a stage, if there is one.
   *
   * @throws IOException if it cannot be removed
   */
  void discard(StageKey key) throws IOException {
    if (Files.exists(folder.resolve(key.hex()))) {
      remove(folder.resolve(key.hex()));
    }
  }

  /**
   * Returns all results, those used longest ago first.
   *
   * @throws IOException if the store cannot be read
   */
  public List<Kept> all() throws IOException {
    List<Kept> all = new ArrayList<>();
    for (Path path : folders(false)) {
      read(path).ifPresent(all::add);
    }
    all.sort(Comparator.comparing(Kept::used).thenComparing(kept -> kept.record().key()));
    return all;
  }

  /**
   * Returns the folders that hold no result: their records are missing or damaged.
   *
   * @throws IOException if the store cannot be read
   */
  public List<Path> damaged() throws IOException {
    List<Path> damaged = new ArrayList<>();
    for (Path path : folders(false)) {
      if (read(path).isEmpty() && Files.exists(path)) {
        damaged.add(path);
      }
    }
    return damaged;
  }

  /**
   * Reads all files of a result and compares them with its record.
   *
   * @return the first file that is not as it was; empty if all are
   * @throws IOException if a file cannot be read
   */
  public Optional<String> damage(Kept kept) throws IOException {
    return kept.record().damage(kept.folder(), true);
  }

  /**
   * Returns how many bytes only the cache holds: files that no run folder shares.
   *
   * @throws IOException if a file cannot be read
   */
  public long ownBytes(Kept kept) throws IOException {
    if (!kept.folder().getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return kept.record().bytes();
    }
    long own = 0;
    for (Map.Entry<String, StageRecord.KeptFile> file : kept.record().files().entrySet()) {
      Path path = kept.folder().resolve(file.getKey());
      if (Files.exists(path) && (int) Files.getAttribute(path, "unix:nlink") == 1) {
        own += file.getValue().bytes();
      }
    }
    return own;
  }

  /**
   * Removes a result. What runs have of it stays.
   *
   * @param kept the folder of a result
   * @throws IOException if it cannot be removed
   */
  public void remove(Path kept) throws IOException {
    Path aside = aside();
    try {
      WholeFile.rename(kept, aside);
    } catch (NoSuchFileException e) {
      // Another process has removed it.
      return;
    }
    Folders.delete(aside);
  }

  private Path aside() {
    return folder.resolve(ASIDE + UUID.randomUUID());
  }

  /** Removes what processes that were killed left half made or half removed. */
  private void removeAbandoned() throws IOException {
    Instant before = Instant.now().minus(ABANDONED);
    for (Path path : folders(true)) {
      try {
        if (Files.getLastModifiedTime(path).toInstant().isBefore(before)) {
          Folders.delete(path);
        }
      } catch (NoSuchFileException e) {
        // Its owner is still alive, or another process is cleaning up too.
      }
    }
  }

  private List<Path> folders(boolean aside) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(path -> path.getFileName().toString().startsWith(ASIDE) == aside)
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }
}

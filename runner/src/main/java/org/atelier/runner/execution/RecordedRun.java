package org.atelier.runner.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.atelier.api.UserException;
import org.atelier.runner.output.FileErrors;

/**
 * A run that was recorded.
 *
 * @param folder the run folder
 * @param record what {@code run.json} says of it
 */
public record RecordedRun(Path folder, RunRecord record) {
  private static final int DEPTH = 2;

  /** Checks that both are there. */
  public RecordedRun {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(record, "record");
  }

  /**
   * Opens a run.
   *
   * @param runs the folder of all runs
   * @param name the run folder, or its path below the folder of all runs, or the name of a pipeline
   *     for the latest run of that
   * @throws UserException if there is no such run, or its record cannot be read
   */
  public static RecordedRun open(Path runs, String name) {
    Path folder =
        Stream.of(Path.of(name), runs.resolve(name))
            .filter(RecordedRun::isRun)
            .findFirst()
            .or(() -> latest(runs.resolve(name)))
            .orElseThrow(
                () ->
                    new UserException(
                        "there is no run '%s', neither here nor in '%s'".formatted(name, runs),
                        "name a run folder or a pipeline; 'atelier runs --runs DIR' lists what is"
                            + " in a folder"));
    try {
      return read(folder);
    } catch (IOException e) {
      throw new UserException(
          "the record of the run '%s' cannot be read: %s".formatted(folder, FileErrors.describe(e)),
          "use the version of Atelier that made the run",
          e);
    }
  }

  private static RecordedRun read(Path folder) throws IOException {
    return new RecordedRun(folder.toAbsolutePath().normalize(), RunRecord.read(folder));
  }

  private static Optional<Path> latest(Path pipeline) {
    try {
      return folders(pipeline, 1).stream().max(Comparator.comparing(Path::toString));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * All runs in a folder.
   *
   * @param runs the runs, the latest first
   * @param unreadable the folders of those whose record cannot be read
   */
  public record All(List<RecordedRun> runs, List<Path> unreadable) {
    /** Copies the lists. */
    public All {
      runs = List.copyOf(runs);
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * Finds all runs.
   *
   * @param runs the folder of all runs
   * @throws IOException if the folder cannot be read
   */
  public static All in(Path runs) throws IOException {
    List<RecordedRun> found = new ArrayList<>();
    List<Path> unreadable = new ArrayList<>();
    for (Path folder : folders(runs, DEPTH)) {
      try {
        found.add(read(folder));
      } catch (IOException e) {
        unreadable.add(folder);
      }
    }
    found.sort(
        Comparator.comparing((RecordedRun run) -> run.folder().getFileName().toString())
            .reversed()
            .thenComparing(run -> run.folder().toString()));
    return new All(found, unreadable);
  }

  private static List<Path> folders(Path runs, int depth) throws IOException {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.find(runs, depth, (path, attributes) -> isRun(path))) {
      return paths.toList();
    }
  }

  private static boolean isRun(Path folder) {
    return Files.isRegularFile(folder.resolve(RunFolder.RECORD));
  }

  /** Returns the pipeline file that the run left, resolved. */
  public Path pipeline() {
    return pipeline(folder);
  }

  /**
   * Returns the resolved pipeline file of a run.
   *
   * @param folder the run folder
   */
  public static Path pipeline(Path folder) {
    return folder.resolve(RunFolder.PIPELINE);
  }

  /**
   * Reads where the result of a stage came from and what its files are.
   *
   * @param stage a stage that ended well
   * @throws IOException if it cannot be read
   */
  public StageRecord stage(RunRecord.StageEntry stage) throws IOException {
    Path path = folder.resolve(stage.folder()).normalize();
    if (!path.startsWith(folder)) {
      throw new IOException("the stage's folder '%s' leads elsewhere".formatted(stage.folder()));
    }
    return StageRecord.read(path);
  }
}

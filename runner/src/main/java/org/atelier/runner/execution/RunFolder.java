package org.atelier.runner.execution;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.atelier.api.UserException;
import org.atelier.runner.output.DiskSpace;
import org.atelier.runner.output.FileErrors;
import org.atelier.runner.output.Folders;
import org.atelier.runner.output.WholeFile;

/**
 * The folder of one run: {@code pipeline.yaml}, {@code run.json}, {@code atelier.log} and a folder
 * for each stage, which gets its name when the stage has ended well.
 */
final class RunFolder {
  static final String PIPELINE = "pipeline.yaml";
  static final String RECORD = "run.json";
  static final String LOG = "atelier.log";
  static final String STAGES = "stages";

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes a folder that no other run has, also when several begin in one second.
   *
   * @param runs the folder of all runs, made if it is missing
   * @param pipeline the pipeline's name
   * @param clock tells the local time
   * @throws UserException if it cannot be made
   */
  static RunFolder create(Path runs, String pipeline, Clock clock) {
    Path parent = runs.toAbsolutePath().normalize().resolve(pipeline);
    String name = NAME.format(ZonedDateTime.now(clock));
    try {
      Files.createDirectories(parent);
      Path path = createUnique(parent, name);
      Files.createDirectory(path.resolve(STAGES));
      return new RunFolder(path);
    } catch (IOException e) {
      throw DiskSpace.explain(e, runs)
          .orElseGet(
              () ->
                  new UserException(
                      "the run folder cannot be made in %s (%s)"
                          .formatted(parent, FileErrors.describe(e)),
                      "choose a folder that you may write to with --runs DIR",
                      e));
    }
  }

  /** Returns a run folder that another process has made. */
  static RunFolder of(Path path) {
    return new RunFolder(path);
  }

  private static Path createUnique(Path parent, String name) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Path path = parent.resolve(attempt == 1 ? name : name + "-" + attempt);
      try {
        return Files.createDirectory(path);
      } catch (FileAlreadyExistsException e) {
        // Another run has the name: this one takes the next.
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          throw e;
        }
      }
    }
  }

  Path path() {
    return path;
  }

  Path log() {
    return path.resolve(LOG);
  }

  Path record() {
    return path.resolve(RECORD);
  }

  Path pipeline() {
    return path.resolve(PIPELINE);
  }

  /** Returns the hidden folder that a stage's files go into before it has ended. */
  Path staging(String stage) {
    return inStages("." + stage + ".running");
  }

  /** Deletes what there is of a stage. */
  void discard(String stage) throws IOException {
    for (Path path : List.of(staging(stage), inStages(stage))) {
      if (Files.exists(path)) {
        Folders.delete(path);
      }
    }
  }

  /** Makes the hidden folder that a stage writes into while it runs. */
  Path begin(String stage) throws IOException {
    return Files.createDirectory(staging(stage));
  }

  /**
   * Gives a stage's folder the name that tells how the stage ended, and returns it. One that ended
   * well is brought to the disk first, so that its name never stands for less than all of it.
   */
  Path end(String stage, RunStatus status) throws IOException {
    Path target = inStages(status == RunStatus.DONE ? stage : stage + "." + status.word());
    if (status == RunStatus.DONE) {
      Folders.sync(staging(stage));
    }
    WholeFile.rename(staging(stage), target);
    return target;
  }

  /** Returns the folder of a stage that has ended well. */
  Path done(String stage) {
    return inStages(stage);
  }

  /** Returns the hidden folder for a stage's checkpoints where there is no better one. */
  Path checkpoints(String stage) {
    return inStages("." + stage + ".checkpoints");
  }

  private Path inStages(String name) {
    Path stages = path.resolve(STAGES);
    Path folder = stages.resolve(name).normalize();
    if (!Objects.equals(folder.getParent(), stages)) {
      throw new IllegalArgumentException("'%s' is no name for a folder".formatted(name));
    }
    return folder;
  }
}

package org.atelier.runner.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.atelier.api.service.Checkpoint;
import org.atelier.api.service.Checkpoints;

/** The checkpoints of one stage, in a folder that is made at its first use. */
public final class CheckpointFolder implements Checkpoints {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,100}");
  private static final String SUFFIX = ".checkpoint";

  private final Path path;
  private final Consumer<String> goingOn;
  private final Consumer<String> warnings;
  private volatile Optional<String> reached = Optional.empty();

  /**
   * Makes the checkpoints of a stage. Nothing is read or written yet.
   *
   * @param path the folder, which may not exist yet
   * @param goingOn is told how far the stage had come, when it goes on from there
   * @param warnings is told of a checkpoint that cannot be used
   */
  public CheckpointFolder(Path path, Consumer<String> goingOn, Consumer<String> warnings) {
    this.path = Objects.requireNonNull(path, "path");
    this.goingOn = Objects.requireNonNull(goingOn, "goingOn");
    this.warnings = Objects.requireNonNull(warnings, "warnings");
  }

  /** Returns how far the work has come that is safe; empty if there is no checkpoint. */
  public Optional<String> reached() {
    return reached;
  }

  @Override
  public Path folder() throws IOException {
    return Files.createDirectories(path);
  }

  @Override
  public <S> void write(String name, String reached, S state, NDList arrays) throws IOException {
    Path file = file(name);
    folder();
    new CheckpointFile(file).write(reached, state, arrays);
    this.reached = Optional.of(reached);
  }

  @Override
  public <S> Optional<Checkpoint<S>> read(String name, Class<S> type, NDManager memory)
      throws IOException {
    Path file = file(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      CheckpointFile.Contents<S> contents = new CheckpointFile(file).read(type, memory);
      reached = Optional.of(contents.reached());
      goingOn.accept(contents.reached());
      return Optional.of(contents.checkpoint());
    } catch (CheckpointFile.DamagedException e) {
      warnings.accept(
          "the checkpoint %s is damaged (%s) and is not used: this work begins again"
              .formatted(file, e.getMessage()));
      return Optional.empty();
    }
  }

  private Path file(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("'%s' is no name for a checkpoint".formatted(name));
    }
    return path.resolve(name + SUFFIX);
  }
}

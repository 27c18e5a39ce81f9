package org.atelier.runner.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.atelier.api.service.Checkpoints;
import org.atelier.runner.output.FileErrors;
import org.atelier.runner.output.Folders;
import org.atelier.runner.training.CheckpointFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints of a stage while it runs, and where they lie. */
final class StageCheckpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StageCheckpoints.class);

  private final CheckpointFolder folder;
  private final Optional<UnfinishedStages.Claim> claim;
  private final Path instead;
  private Optional<String> goneOnAfter = Optional.empty();
  private boolean done;

  private StageCheckpoints(
      Optional<UnfinishedStages.Claim> claim,
      Path instead,
      Consumer<String> goingOn,
      Consumer<String> warnings) {
    this.claim = claim;
    this.instead = instead;
    this.folder =
        new CheckpointFolder(
            claim.map(UnfinishedStages.Claim::path).orElse(instead),
            reached -> {
              LOG.info("the stage goes on after {}", reached);
              goneOnAfter = Optional.of(reached);
              goingOn.accept(reached);
            },
            warnings);
  }

  /**
   * Finds the checkpoints of a stage.
   *
   * @param stages all unfinished stages
   * @param key the stage's key
   * @param instead a folder for this run alone, for want of one that outlives it
   * @param goingOn is told where the stage goes on
   * @param warnings takes what the user is to be warned of
   */
  static StageCheckpoints of(
      UnfinishedStages stages,
      String key,
      Path instead,
      Consumer<String> goingOn,
      Consumer<String> warnings) {
    try {
      return new StageCheckpoints(Optional.of(stages.claim(key)), instead, goingOn, warnings);
    } catch (IOException e) {
      LOG.warn("no folder for checkpoints", e);
      warnings.accept(
          "no checkpoints can be kept (%s), so that an interruption would lose this stage's work: set ATELIER_CACHE to a folder that you may write to"
              .formatted(FileErrors.describe(e)));
      return new StageCheckpoints(Optional.empty(), instead, goingOn, warnings);
    }
  }

  Checkpoints checkpoints() {
    return folder;
  }

  /** Returns how far an earlier run had come, if this one went on from there. */
  Optional<String> goneOnAfter() {
    return goneOnAfter;
  }

  /** Returns how far the last checkpoint is, if it outlives the run. */
  Optional<String> reached() {
    return claim.isPresent() && !done ? folder.reached() : Optional.empty();
  }

  /** The stage is done: nothing of this is needed any more. */
  void done() {
    done = true;
    claim.ifPresent(UnfinishedStages.Claim::done);
  }

  /** Lets go of the folder. What cannot be removed costs space alone, so that it fails no stage. */
  @Override
  public void close() {
    try {
      if (claim.isPresent()) {
        claim.get().close();
      } else if (Files.exists(instead)) {
        Folders.delete(instead);
      }
    } catch (IOException e) {
      LOG.warn("checkpoints cannot be removed", e);
    }
  }
}

package org.atelier.runner.training;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.runner.output.FileErrors;

/** Finds trained networks on disk. */
public final class SavedModels {
  private static final String STAGES = "stages";

  /** The folders of stages that run, or that did not end well. */
  private static final Pattern UNFINISHED = Pattern.compile("\\..*|.*\\.(failed|interrupted)");

  private static final String REMEDY =
      "name a model folder (it holds model.json and parameters.params), or the folder of a stage or"
          + " of a run that trained a model";

  private SavedModels() {}

  /**
   * Returns the model folders that a folder stands for: itself, or those of a stage's or a run's
   * folder, sorted. Stages that did not end well are passed over.
   *
   * @throws UserException if it is no folder or cannot be listed
   */
  public static List<Path> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UserException(
          Files.exists(folder)
              ? "'%s' is a file, not the folder of a trained model".formatted(folder)
              : "there is no trained model in '%s': there is no such folder".formatted(folder),
          REMEDY);
    }
    if (isModel(folder)) {
      return List.of(folder);
    }
    List<Path> models = new ArrayList<>();
    try {
      addBelow(folder, models);
      Path stages = folder.resolve(STAGES);
      if (Files.isDirectory(stages)) {
        for (Path stage : foldersIn(stages)) {
          addBelow(stage, models);
        }
      }
    } catch (IOException e) {
      throw new UserException(
          "the folder '%s' cannot be read (%s)".formatted(folder, FileErrors.describe(e)),
          "see that you may read it and the folders in it",
          e);
    }
    return models;
  }

  /**
   * Returns the one trained network that a folder stands for.
   *
   * @throws UserException if there is none or more than one, or if its manifest is damaged
   */
  public static TrainedModel only(Path folder) {
    List<Path> models = in(folder);
    if (models.isEmpty()) {
      throw new UserException("there is no trained model in '%s'".formatted(folder), REMEDY);
    }
    if (models.size() > 1) {
      throw new UserException(
          "there are %d trained models in '%s': %s"
              .formatted(
                  models.size(),
                  folder,
                  models.stream().map(Path::toString).collect(Collectors.joining(", "))),
          "name the folder of one of them");
    }
    return new TrainedModel(models.get(0), new ModelFolder(models.get(0)).manifest());
  }

  private static void addBelow(Path folder, List<Path> models) throws IOException {
    for (Path inner : foldersIn(folder)) {
      if (isModel(inner)) {
        models.add(inner);
      }
    }
  }

  /** Returns the folders in a folder whose names say that they are finished, sorted. */
  private static List<Path> foldersIn(Path folder) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path entry : entries) {
        if (!UNFINISHED.matcher(entry.getFileName().toString()).matches()) {
          folders.add(entry);
        }
      }
    }
    folders.sort(null);
    return folders;
  }

  private static boolean isModel(Path folder) {
    return Files.isRegularFile(folder.resolve(ModelFolder.MANIFEST));
  }
}

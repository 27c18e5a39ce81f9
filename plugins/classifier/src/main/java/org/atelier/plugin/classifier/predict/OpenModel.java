package org.atelier.plugin.classifier.predict;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.service.Networks;

/**
 * The stage {@code open-model}: puts out a model that was trained before, so that other stages can
 * use it as if this pipeline had trained it.
 *
 * <p>The model is copied into the stage's folder: what comes of the run can be traced to it even
 * when the original is gone.
 */
public final class OpenModel implements Stage<TrainedModel> {
  private static final int COLOURS = 3;
  private static final String MODEL_FOLDER = "model";
  private static final List<String> FILES = List.of("model.json", "parameters.params");

  private final Settings settings;
  private final Networks networks;

  /**
   * Which model.
   *
   * @param path where it lies
   */
  public record Settings(
      @Setting(
              "the model's folder, or that of a run or of a run's stage with exactly one trained"
                  + " model in it")
          Path path) {}

  /** Makes the stage. */
  @Inject
  public OpenModel(Settings settings, Networks networks) {
    this.settings = settings;
    this.networks = networks;
  }

  @Override
  public TrainedModel run(StageContext context) throws IOException {
    TrainedModel model = networks.find(settings.path());
    Path source = model.folder();
    int channels = model.manifest().channels();
    if (channels != COLOURS) {
      throw new UserException(
          "the trained model in %s takes %d channels, an image and others stacked on it; open-model opens those that take an image, of %d"
              .formatted(source, channels, COLOURS),
          "name another model, or use this one as the stage that trained it is used");
    }
    Path target = Files.createDirectory(context.folder().resolve(MODEL_FOLDER));
    for (String file : FILES) {
      Path path = source.resolve(file);
      if (!Files.isRegularFile(path)) {
        throw new UserException(
            "the trained model in %s cannot be used: it has no %s".formatted(source, file),
            "run the stage that trains it again, or restore the folder from a copy");
      }
      Files.copy(path, target.resolve(file));
    }
    // Where it lies, so that a fault names the folder that the user knows.
    networks.open(model).close();
    return networks.find(target);
  }
}

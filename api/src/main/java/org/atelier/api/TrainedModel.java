package org.atelier.api;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A trained network on disk.
 *
 * <p>The folder alone is enough to use the model: {@code model.json} holds its {@link
 * ModelManifest}, {@code parameters.params} its parameters in DJL's format.
 *
 * @param folder the model folder
 * @param manifest what {@code model.json} says
 */
public record TrainedModel(Path folder, ModelManifest manifest) implements Artifact {
  /** Checks that both are there. */
  public TrainedModel {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(manifest, "manifest");
  }
}

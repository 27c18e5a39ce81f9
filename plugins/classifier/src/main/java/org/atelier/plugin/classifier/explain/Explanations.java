package org.atelier.plugin.classifier.explain;

import java.nio.file.Path;
import java.util.Objects;
import org.atelier.api.Artifact;

/**
 * Where a classifier sees classes in some images.
 *
 * @param model the stage or folder that the model came from
 * @param layer the layer whose feature maps were used
 * @param images the number of images that are explained
 * @param table CSV with a row for each of them, and the names of its overlays
 */
public record Explanations(String model, String layer, int images, Path table) implements Artifact {
  /** Checks that everything is there. */
  public Explanations {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(layer, "layer");
    Objects.requireNonNull(table, "table");
  }
}

package org.atelier.api;

import java.nio.file.Path;
import java.util.List;
import org.atelier.api.result.Metric;

/**
 * How well a model does on a dataset.
 *
 * @param model the stage or folder that the model came from
 * @param images the number of images it was tested on
 * @param metrics the figures, each with its baseline and interval
 * @param predictions CSV with a row for each image
 */
public record Evaluation(String model, int images, List<Metric> metrics, Path predictions)
    implements Artifact {
  /** Copies the metrics. */
  public Evaluation {
    metrics = List.copyOf(metrics);
  }
}

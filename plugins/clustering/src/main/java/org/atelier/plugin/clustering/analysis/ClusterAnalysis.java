package org.atelier.plugin.clustering.analysis;

import java.util.List;
import java.util.Objects;
import org.atelier.api.Artifact;

/**
 * What clusters have to do with classes.
 *
 * @param encoder the stage or file that the encodings came from
 * @param method how the clusters were found
 * @param images the number of images
 * @param clusters the number of clusters
 * @param measures the measures of agreement, each beside the same for shuffled labels
 */
public record ClusterAnalysis(
    String encoder, String method, int images, int clusters, List<Measure> measures)
    implements Artifact {
  /**
   * One measure.
   *
   * @param name what it is, such as {@code nmi}
   * @param value what the clusters reach
   * @param shuffled the mean of what shuffled labels reach
   * @param low the 2.5th percentile of that
   * @param high the 97.5th percentile of that
   */
  public record Measure(String name, double value, double shuffled, double low, double high) {}

  /** Copies the measures. */
  public ClusterAnalysis {
    Objects.requireNonNull(encoder, "encoder");
    Objects.requireNonNull(method, "method");
    measures = List.copyOf(measures);
  }
}

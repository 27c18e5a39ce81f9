package org.atelier.plugin.clustering;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.atelier.api.Artifact;

/**
 * Encodings of images divided into clusters.
 *
 * @param encoder the stage or file that the encodings came from
 * @param method how the clusters were found
 * @param size the number of images, N
 * @param clusters the number of clusters, K
 * @param classNames the class names; a label is a position in this list
 * @param labels CSV with a row for each image: its id, label, class and group, its cluster (from 0,
 *     the largest first; -1 for noise) and how far it is from that cluster's centroid (empty for
 *     noise)
 * @param centroids NPY file {@code (K, D)}: the mean encoding of each cluster, in the encodings'
 *     own units
 * @param distances NPY file {@code (N, K)}: the distance of each image from each centroid, in the
 *     space that was clustered
 * @param coordinates NPY file {@code (N, R)}: the principal components of the images, that is, the
 *     points that were clustered
 */
public record Clusters(
    String encoder,
    String method,
    int size,
    int clusters,
    List<String> classNames,
    Path labels,
    Path centroids,
    Path distances,
    Path coordinates)
    implements Artifact {
  /** Copies the class names. */
  public Clusters {
    Objects.requireNonNull(encoder, "encoder");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(centroids, "centroids");
    Objects.requireNonNull(distances, "distances");
    Objects.requireNonNull(coordinates, "coordinates");
    classNames = List.copyOf(classNames);
  }
}

package org.atelier.plugin.clustering.partition;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.atelier.api.UserException;
import org.atelier.api.service.Progress;
import org.atelier.api.service.RandomStreams;
import smile.clustering.KMeans;
import smile.math.MathEx;

/**
 * k-means with k-means++ seeding, the best of several starts.
 *
 * <p>Lloyd's algorithm as Smile has it, then moves of single points; its other form, with a tree of
 * boxes, gives the same and takes ten times as long in hundreds of dimensions.
 */
public final class RestartedKMeans {
  private static final int MOST_ROUNDS = 300;

  /** Of the inertia, per round: none, so that a start ends where no point changes its cluster. */
  private static final double TOLERANCE = Double.MIN_VALUE;

  private final RandomStreams streams;
  private final Progress progress;

  /**
   * Prepares to cluster.
   *
   * @param streams the starts are drawn from
   * @param progress shows how many starts are done
   */
  public RestartedKMeans(RandomStreams streams, Progress progress) {
    this.streams = streams;
    this.progress = progress;
  }

  /**
   * Clusters points.
   *
   * @param points a row for each
   * @param clusters how many clusters
   * @param restarts how many starts
   * @throws UserException if there are fewer different points than clusters
   * @throws InterruptedException if the run is being stopped
   */
  public Partition partition(double[][] points, int clusters, int restarts)
      throws InterruptedException {
    checkDifferent(points, clusters);
    Partition best = null;
    double least = Double.POSITIVE_INFINITY;
    String what = "k-means with %d clusters".formatted(clusters);
    try (Progress.Task task = progress.start(what, restarts, "starts")) {
      for (int restart = 0; restart < restarts; restart++) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        // Smile draws from a generator of the current thread, and only there.
        MathEx.setSeed(streams.seed("k-means of " + clusters, restart));
        int[] labels = KMeans.lloyd(points, clusters, MOST_ROUNDS, TOLERANCE).y;
        new SinglePointMoves(points, labels, clusters).run();
        Partition found = Partition.of(labels);
        double inertia = found.inertia(points);
        if (inertia < least) {
          best = found;
          least = inertia;
        }
        task.advance(1);
      }
    }
    return best;
  }

  private static void checkDifferent(double[][] points, int clusters) {
    Set<Integer> hashes = new HashSet<>();
    for (double[] point : points) {
      hashes.add(Arrays.hashCode(point));
      if (hashes.size() >= clusters) {
        return;
      }
    }
    throw new UserException(
        "there are only %d different encodings, which cannot make %d clusters"
            .formatted(hashes.size(), clusters),
        "set clusters to %d at most, or look at why images have the same encoding"
            .formatted(hashes.size()));
  }
}

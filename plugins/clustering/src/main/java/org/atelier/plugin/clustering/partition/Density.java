package org.atelier.plugin.clustering.partition;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.atelier.api.service.Progress;
import smile.clustering.DBSCAN;
import smile.clustering.PartitionClustering;
import smile.neighbor.KDTree;
import smile.neighbor.RNNSearch;

/** Clusters by density (DBSCAN), and a radius to begin with. */
final class Density {
  /** Points from which distances are measured to choose a radius. */
  private static final int MOST_ORIGINS = 2000;

  private Density() {}

  static Partition partition(
      double[][] points, int minimumPoints, double radius, Progress progress) {
    try (Progress.Task task = progress.start("dbscan, neighbourhoods", points.length, "images")) {
      KDTree<double[]> tree = new KDTree<>(points, points);
      RNNSearch<double[], double[]> watched =
          (point, within, neighbours) -> {
            tree.range(point, within, neighbours);
            task.advance(1);
          };
      // Smile does not count the point itself.
      int[] labels = DBSCAN.fit(points, watched, minimumPoints - 1, radius).y;
      return Partition.of(
          Arrays.stream(labels)
              .map(label -> label == PartitionClustering.OUTLIER ? Partition.NOISE : label)
              .toArray());
    }
  }

  /**
   * Returns a radius to begin with: the knee of the points' distances to their n-th nearest, in
   * rising order (Ester et al. 1996, section 4.2). Points in clusters have near neighbours, and the
   * curve is flat; noise has none, and it is steep. The knee is where the curve is farthest below
   * the straight line from its beginning to its end (as Satopää et al. 2011 find it).
   *
   * @param points a row for each
   * @param minimumPoints how many points, itself among them, must be near a point
   * @param progress shows how many points are done
   */
  static double radius(double[][] points, int minimumPoints, Progress progress) {
    // Spread evenly over all points: a few thousand draw the same curve.
    int every = (points.length - 1) / MOST_ORIGINS + 1;
    int origins = (points.length + every - 1) / every;
    try (Progress.Task task = progress.start("dbscan, choosing a radius", origins, "images")) {
      double[] distances =
          IntStream.range(0, origins)
              .parallel()
              .mapToDouble(
                  origin -> {
                    double squared = neighbourDistance(points, origin * every, minimumPoints);
                    task.advance(1);
                    return Math.sqrt(squared);
                  })
              .sorted()
              .toArray();
      return distances[knee(distances)];
    }
  }

  /** Returns the place at which a rising curve is farthest below its chord. */
  private static int knee(double[] rising) {
    int last = rising.length - 1;
    double rise = (rising[last] - rising[0]) / Math.max(1, last);
    int knee = last;
    double farthest = 0;
    for (int place = 0; place <= last; place++) {
      double below = rising[0] + rise * place - rising[place];
      if (below > farthest) {
        farthest = below;
        knee = place;
      }
    }
    return knee;
  }

  /** Returns the squared distance from a point to its n-th nearest, the point itself the first. */
  private static double neighbourDistance(double[][] points, int from, int number) {
    double[] squared =
        Arrays.stream(points)
            .mapToDouble(point -> Partition.squaredDistance(points[from], point))
            .sorted()
            .toArray();
    return squared[Math.min(number, squared.length) - 1];
  }
}

package org.atelier.plugin.clustering.partition;

import java.util.Arrays;
import java.util.stream.IntStream;
import smile.clustering.DBSCAN;
import smile.clustering.PartitionClustering;

/** Clusters by density (DBSCAN), and a radius to begin with. */
final class Density {
  /** The share of points that has enough neighbours within the radius that is chosen. */
  private static final double SHARE = 0.9;

  private Density() {}

  static Partition partition(double[][] points, int minimumPoints, double radius) {
    // Smile does not count the point itself.
    int[] labels = DBSCAN.fit(points, minimumPoints - 1, radius).y;
    return Partition.of(
        Arrays.stream(labels)
            .map(label -> label == PartitionClustering.OUTLIER ? Partition.NOISE : label)
            .toArray());
  }

  /**
   * Returns a radius within which nine of ten points have enough neighbours (after Ester et al.
   * 1996, section 4.2).
   *
   * @param points a row for each
   * @param minimumPoints how many points, itself among them, must be near a point
   */
  static double radius(double[][] points, int minimumPoints) {
    double[] distances =
        IntStream.range(0, points.length)
            .parallel()
            .mapToDouble(point -> neighbourDistance(points, point, minimumPoints))
            .sorted()
            .toArray();
    return Math.sqrt(distances[(int) (SHARE * (distances.length - 1))]);
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

package org.atelier.plugin.clustering.partition;

/**
 * Moves single points to other clusters as long as that lowers the inertia (Hartigan and Wong
 * 1979).
 *
 * <p>Where Lloyd's algorithm ends, there often still are such moves: it does not reckon that a
 * centroid follows its points. They also fill clusters that have become empty.
 */
final class SinglePointMoves {
  private static final int MOST_PASSES = 100;

  /** Of the inertia that a move must save, against moves that rounding alone brings about. */
  private static final double LEAST_GAIN = 1e-9;

  private final double[][] points;
  private final int[] labels;
  private final int[] sizes;
  private final double[][] centroids;

  /**
   * Prepares to move points.
   *
   * @param points a row for each
   * @param labels the cluster of each, changed in place
   * @param clusters the number of clusters
   */
  SinglePointMoves(double[][] points, int[] labels, int clusters) {
    this.points = points;
    this.labels = labels;
    this.sizes = new int[clusters];
    this.centroids = new double[clusters][points[0].length];
    for (int point = 0; point < points.length; point++) {
      enter(point, labels[point]);
    }
  }

  /** Moves points until no move helps. */
  void run() {
    boolean moved = true;
    for (int pass = 0; moved && pass < MOST_PASSES; pass++) {
      moved = false;
      for (int point = 0; point < points.length; point++) {
        moved |= move(point);
      }
    }
  }

  private boolean move(int point) {
    int from = labels[point];
    if (sizes[from] == 1) {
      return false;
    }
    double size = sizes[from];
    double saved = size / (size - 1) * Partition.squaredDistance(points[point], centroids[from]);
    int best = from;
    double least = saved * (1 - LEAST_GAIN);
    for (int to = 0; to < sizes.length; to++) {
      if (to != from) {
        double share = sizes[to] / (sizes[to] + 1.0);
        double cost =
            sizes[to] == 0 ? 0 : share * Partition.squaredDistance(points[point], centroids[to]);
        if (cost < least) {
          least = cost;
          best = to;
        }
      }
    }
    if (best == from) {
      return false;
    }
    leave(point, from);
    enter(point, best);
    return true;
  }

  private void enter(int point, int cluster) {
    sizes[cluster]++;
    labels[point] = cluster;
    shift(centroids[cluster], points[point], 1.0 / sizes[cluster]);
  }

  private void leave(int point, int cluster) {
    sizes[cluster]--;
    shift(centroids[cluster], points[point], -1.0 / sizes[cluster]);
  }

  private static void shift(double[] centroid, double[] point, double share) {
    for (int axis = 0; axis < centroid.length; axis++) {
      centroid[axis] += share * (point[axis] - centroid[axis]);
    }
  }
}

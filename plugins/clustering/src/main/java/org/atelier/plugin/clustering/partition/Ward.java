package org.atelier.plugin.clustering.partition;

import java.util.concurrent.atomic.AtomicLong;
import org.atelier.api.UserException;
import org.atelier.api.service.Progress;
import smile.clustering.HierarchicalClustering;
import smile.clustering.linkage.WardLinkage;

/** Merges clusters, from those of single points on, so that the inertia grows least (Ward 1963). */
final class Ward {
  /** Pairs that are told of at a time. */
  private static final int TOLD = 1 << 16;

  private Ward() {}

  /**
   * Checks that the distances of all pairs of images have room.
   *
   * @throws UserException if they have not
   */
  static void checkMemory(int images) {
    long pairs = images * (images + 1L) / 2;
    long bytes = Float.BYTES * pairs;
    long heap = Runtime.getRuntime().maxMemory();
    if (pairs > Integer.MAX_VALUE) {
      throw new UserException(
          "ward takes the distances of all pairs of images, and %d are too many for that"
              .formatted(images),
          "use method: k-means, or at most 65,535 images");
    }
    if (bytes > heap / 2) {
      throw new UserException(
          "ward takes the distances of all pairs of %d images, %d MB, which is too much for a heap of %d MB"
              .formatted(images, bytes >> 20, heap >> 20),
          "use method: k-means or fewer images, or give the JVM more memory (ATELIER_JAVA_OPTIONS=-Xmx%dm)"
              .formatted((bytes >> 19) + 256));
    }
  }

  static Partition partition(double[][] points, int clusters, Progress progress) {
    return Partition.of(HierarchicalClustering.fit(linkage(points, progress)).partition(clusters));
  }

  private static WardLinkage linkage(double[][] points, Progress progress) {
    long pairs = points.length * (points.length - 1L) / 2;
    AtomicLong done = new AtomicLong();
    try (Progress.Task task = progress.start("ward, distances", pairs, "pairs of images")) {
      return WardLinkage.of(
          points,
          (one, other) -> {
            if (done.incrementAndGet() % TOLD == 0) {
              task.advance(TOLD);
            }
            return Math.sqrt(Partition.squaredDistance(one, other));
          });
    }
  }
}

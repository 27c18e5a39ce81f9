package org.atelier.plugin.clustering.analysis;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.atelier.api.UserException;
import org.atelier.plugin.clustering.partition.Partition;

/**
 * How much nearer points are to their own cluster than to the next (Rousseeuw 1987), as a mean over
 * all points, or over a sample where there are many. Noise is left out.
 */
final class Silhouette {
  private final int[] sample;
  private final float[][] distances;

  /**
   * Measures the distances between points.
   *
   * @param points a row for each
   * @param most the size of the sample
   * @param random draws it
   */
  Silhouette(double[][] points, int most, SplittableRandom random) {
    this.sample = Sample.of(points.length, most, random);
    this.distances =
        Arrays.stream(sample)
            .parallel()
            .mapToObj(
                one -> {
                  float[] row = new float[sample.length];
                  for (int other = 0; other < sample.length; other++) {
                    row[other] =
                        (float)
                            Math.sqrt(
                                Partition.squaredDistance(points[one], points[sample[other]]));
                  }
                  return row;
                })
            .toArray(float[][]::new);
  }

  /**
   * Checks that the distances of all pairs of the sample have room.
   *
   * @throws UserException if they have not
   */
  static void checkMemory(long images) {
    long bytes = Float.BYTES * images * images;
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap / 2) {
      throw new UserException(
          "the silhouette takes the distances of all pairs of %d images, %d MB, which is too much for a heap of %d MB"
              .formatted(images, bytes >> 20, heap >> 20),
          "set silhouette-images to %d, or give the JVM more memory (ATELIER_JAVA_OPTIONS=-Xmx%dm)"
              .formatted((long) Math.sqrt(heap / 2.0 / Float.BYTES), (bytes >> 19) + 256));
    }
  }

  /** Returns the number of points that are looked at. */
  int size() {
    return sample.length;
  }

  /**
   * Returns the mean silhouette from -1 to 1; empty if there are not two clusters.
   *
   * @param labels the cluster of each point, or {@link Partition#NOISE}
   */
  OptionalDouble of(int[] labels) {
    int[] own = Arrays.stream(sample).map(point -> labels[point]).toArray();
    int clusters = Arrays.stream(own).max().orElse(Partition.NOISE) + 1;
    int[] sizes = new int[clusters];
    for (int label : own) {
      if (label != Partition.NOISE) {
        sizes[label]++;
      }
    }
    if (Arrays.stream(sizes).filter(size -> size > 0).count() < 2) {
      return OptionalDouble.empty();
    }
    double[] values =
        IntStream.range(0, own.length)
            .parallel()
            .filter(point -> own[point] != Partition.NOISE)
            .mapToDouble(point -> value(point, own, sizes))
            .toArray();
    return Arrays.stream(values).average();
  }

  private double value(int point, int[] own, int[] sizes) {
    if (sizes[own[point]] == 1) {
      return 0;
    }
    double[] sums = new double[sizes.length];
    for (int other = 0; other < own.length; other++) {
      if (own[other] != Partition.NOISE) {
        sums[own[other]] += distances[point][other];
      }
    }
    double inside = sums[own[point]] / (sizes[own[point]] - 1);
    double outside = Double.POSITIVE_INFINITY;
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      if (cluster != own[point] && sizes[cluster] > 0) {
        outside = Math.min(outside, sums[cluster] / sizes[cluster]);
      }
    }
    double larger = Math.max(inside, outside);
    return larger == 0 ? 0 : (outside - inside) / larger;
  }
}

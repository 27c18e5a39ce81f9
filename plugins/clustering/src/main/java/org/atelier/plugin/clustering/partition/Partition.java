package org.atelier.plugin.clustering.partition;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Points divided into clusters, numbered from 0 by falling size; some points may be noise. */
public final class Partition {
  /** The label of a point that belongs to no cluster. */
  public static final int NOISE = -1;

  private final int[] labels;
  private final int[] sizes;

  private Partition(int[] labels, int clusters) {
    this.labels = labels;
    this.sizes = new int[clusters];
    for (int label : labels) {
      if (label != NOISE) {
        sizes[label]++;
      }
    }
  }

  /**
   * Renumbers clusters, the largest first; of equal ones, the one that comes first.
   *
   * @param labels a number for each point, any for a cluster, {@link #NOISE} for none
   */
  public static Partition of(int[] labels) {
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    for (int label : labels) {
      if (label != NOISE) {
        counts.merge(label, 1, Integer::sum);
      }
    }
    List<Integer> bySize =
        counts.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(Map.Entry::getKey)
            .toList();
    Map<Integer, Integer> numbers = new LinkedHashMap<>();
    bySize.forEach(label -> numbers.put(label, numbers.size()));
    numbers.put(NOISE, NOISE);
    return new Partition(Arrays.stream(labels).map(numbers::get).toArray(), bySize.size());
  }

  /** Returns the number of points. */
  public int points() {
    return labels.length;
  }

  /** Returns the number of clusters. */
  public int clusters() {
    return sizes.length;
  }

  /** Returns a point's cluster, or {@link #NOISE}. */
  public int label(int point) {
    return labels[point];
  }

  /** Returns the labels of all points. */
  public int[] labels() {
    return labels.clone();
  }

  /** Returns the number of points in a cluster. */
  public int size(int cluster) {
    return sizes[cluster];
  }

  /** Returns the number of points in no cluster. */
  public int noise() {
    return labels.length - Arrays.stream(sizes).sum();
  }

  /** Returns the points of a cluster in order. */
  public int[] members(int cluster) {
    return IntStream.range(0, labels.length).filter(point -> labels[point] == cluster).toArray();
  }

  /**
   * Returns the mean of each cluster.
   *
   * @param points a row for each point
   */
  public double[][] centroids(double[][] points) {
    double[][] centroids = new double[sizes.length][points[0].length];
    for (int point = 0; point < points.length; point++) {
      if (labels[point] != NOISE) {
        double[] centroid = centroids[labels[point]];
        for (int axis = 0; axis < centroid.length; axis++) {
          centroid[axis] += points[point][axis];
        }
      }
    }
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      for (int axis = 0; axis < centroids[cluster].length; axis++) {
        centroids[cluster][axis] /= sizes[cluster];
      }
    }
    return centroids;
  }

  /**
   * Returns the inertia: the sum of the squared distances of points from the mean of their cluster,
   * noise left out.
   *
   * @param points a row for each point
   */
  public double inertia(double[][] points) {
    double[][] centroids = centroids(points);
    double inertia = 0;
    for (int point = 0; point < points.length; point++) {
      if (labels[point] != NOISE) {
        inertia += squaredDistance(points[point], centroids[labels[point]]);
      }
    }
    return inertia;
  }

  /** Returns the squared Euclidean distance of two points. */
  public static double squaredDistance(double[] one, double[] other) {
    double sum = 0;
    for (int axis = 0; axis < one.length; axis++) {
      double difference = one[axis] - other[axis];
      sum += difference * difference;
    }
    return sum;
  }
}

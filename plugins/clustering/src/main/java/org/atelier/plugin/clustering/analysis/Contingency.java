package org.atelier.plugin.clustering.analysis;

import java.util.Arrays;
import org.atelier.plugin.clustering.partition.Partition;

/**
 * How often each class is in each cluster, and what that says of their agreement. Noise counts as a
 * cluster of its own.
 *
 * <p>Homogeneity, completeness and their harmonic mean (which is normalised mutual information with
 * the arithmetic mean of the entropies) are those of Rosenberg and Hirschberg 2007; the adjusted
 * Rand index is that of Hubert and Arabie 1985.
 */
final class Contingency {
  private final long[][] counts;
  private final long[] ofClass;
  private final long[] ofCluster;
  private final long total;

  /**
   * Counts.
   *
   * @param classes each image's class, from 0
   * @param clusters each image's cluster, from 0, or {@link Partition#NOISE}
   */
  Contingency(int[] classes, int[] clusters) {
    int lastClass = Arrays.stream(classes).max().orElse(0);
    int lastCluster = Arrays.stream(clusters).max().orElse(0);
    this.counts = new long[lastClass + 1][lastCluster + 2];
    this.ofClass = new long[lastClass + 1];
    this.ofCluster = new long[lastCluster + 2];
    this.total = classes.length;
    for (int image = 0; image < classes.length; image++) {
      int column = clusters[image] == Partition.NOISE ? lastCluster + 1 : clusters[image];
      counts[classes[image]][column]++;
      ofClass[classes[image]]++;
      ofCluster[column]++;
    }
  }

  /** Returns how far each cluster holds one class only, from 0 to 1. */
  double homogeneity() {
    double entropy = entropy(ofClass);
    return entropy == 0 ? 1 : mutualInformation() / entropy;
  }

  /** Returns how far each class is in one cluster only, from 0 to 1. */
  double completeness() {
    double entropy = entropy(ofCluster);
    return entropy == 0 ? 1 : mutualInformation() / entropy;
  }

  /** Returns the mutual information over the mean of both entropies, from 0 to 1. */
  double normalizedMutualInformation() {
    double entropies = entropy(ofClass) + entropy(ofCluster);
    return entropies == 0 ? 1 : 2 * mutualInformation() / entropies;
  }

  /** Returns the adjusted Rand index: 1 for the same division, 0 on average for a random one. */
  double adjustedRandIndex() {
    double together = Arrays.stream(counts).mapToDouble(Contingency::pairs).sum();
    double inClasses = pairs(ofClass);
    double inClusters = pairs(ofCluster);
    double expected = inClasses * inClusters / pairs(new long[] {total});
    double most = (inClasses + inClusters) / 2;
    return most == expected ? 1 : (together - expected) / (most - expected);
  }

  /** Returns the share of images that are of their cluster's commonest class. */
  double purity() {
    long dominant = 0;
    for (int cluster = 0; cluster < ofCluster.length; cluster++) {
      long most = 0;
      for (long[] row : counts) {
        most = Math.max(most, row[cluster]);
      }
      dominant += most;
    }
    return (double) dominant / total;
  }

  private double mutualInformation() {
    double information = 0;
    for (int label = 0; label < counts.length; label++) {
      for (int cluster = 0; cluster < ofCluster.length; cluster++) {
        double count = counts[label][cluster];
        if (count > 0) {
          information +=
              count
                  / total
                  * Math.log(count * total / ((double) ofClass[label] * ofCluster[cluster]));
        }
      }
    }
    // Rounding alone can make it negative.
    return Math.max(0, information);
  }

  private double entropy(long[] sizes) {
    double entropy = 0;
    for (long size : sizes) {
      if (size > 0) {
        double share = (double) size / total;
        entropy -= share * Math.log(share);
      }
    }
    return entropy;
  }

  private static double pairs(long[] sizes) {
    return Arrays.stream(sizes).mapToDouble(size -> size * (size - 1.0) / 2).sum();
  }
}

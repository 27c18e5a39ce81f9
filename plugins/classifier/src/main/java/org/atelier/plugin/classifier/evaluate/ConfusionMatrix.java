package org.atelier.plugin.classifier.evaluate;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How often images of each class (rows) were taken for each class (columns).
 *
 * <p>A mean over classes is over those that are present, that is, have test images. A class without
 * any has no recall; images wrongly taken for it lower the recall of their own classes.
 */
final class ConfusionMatrix {
  private final int[][] counts;

  /** Holds the counts, which the caller no longer changes. */
  ConfusionMatrix(int[][] counts) {
    this.counts = counts;
  }

  /** Returns what a classifier that always answers the same would get on the same images. */
  ConfusionMatrix ofConstantAnswer(int answer) {
    int[][] constant = new int[classes()][classes()];
    for (int label = 0; label < classes(); label++) {
      constant[label][answer] = support(label);
    }
    return new ConfusionMatrix(constant);
  }

  int classes() {
    return counts.length;
  }

  int count(int truth, int predicted) {
    return counts[truth][predicted];
  }

  /** Returns the number of images of a class. */
  int support(int label) {
    return Arrays.stream(counts[label]).sum();
  }

  /** Returns how many images were taken for a class. */
  int predicted(int label) {
    return Arrays.stream(counts).mapToInt(row -> row[label]).sum();
  }

  int total() {
    return IntStream.range(0, classes()).map(this::support).sum();
  }

  int correct() {
    return IntStream.range(0, classes()).map(label -> counts[label][label]).sum();
  }

  double accuracy() {
    return (double) correct() / total();
  }

  /** Returns the labels of the classes that have images. */
  int[] present() {
    return IntStream.range(0, classes()).filter(label -> support(label) > 0).toArray();
  }

  /** Returns the share of the images taken for a class that are of it, if there are any. */
  OptionalDouble precision(int label) {
    return ratio(counts[label][label], predicted(label));
  }

  /** Returns the share of a class's images that were taken for it, if it has any. */
  OptionalDouble recall(int label) {
    return ratio(counts[label][label], support(label));
  }

  /**
   * Returns the harmonic mean of precision and recall, as {@code 2 TP / (2 TP + FP + FN)}: zero
   * where the class was never predicted; empty where it has no images either.
   */
  OptionalDouble f1(int label) {
    return ratio(2 * counts[label][label], support(label) + predicted(label));
  }

  /** Returns the mean recall of the classes present. */
  double balancedAccuracy() {
    return Arrays.stream(present())
        .mapToDouble(label -> recall(label).orElseThrow())
        .average()
        .orElseThrow();
  }

  /** Returns the mean F1 of the classes present. */
  double macroF1() {
    return Arrays.stream(present())
        .mapToDouble(label -> f1(label).orElseThrow())
        .average()
        .orElseThrow();
  }

  /** Returns each row as shares of its class's images; zeros for a class without any. */
  DoubleStream shares(int truth) {
    double support = Math.max(1, support(truth));
    return Arrays.stream(counts[truth]).mapToDouble(count -> count / support);
  }

  private static OptionalDouble ratio(int part, int whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}

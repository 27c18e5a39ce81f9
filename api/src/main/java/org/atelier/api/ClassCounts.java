package org.atelier.api;

import java.util.Arrays;
import java.util.List;

/** How many images there are of each class. */
public final class ClassCounts {
  private final List<String> classNames;
  private final int[] counts;

  /**
   * Holds a copy of the counts.
   *
   * @param classNames the class names
   * @param counts images per class, in the order of the names
   */
  public ClassCounts(List<String> classNames, int[] counts) {
    if (classNames.size() != counts.length) {
      throw new IllegalArgumentException(
          "%d class names but %d counts".formatted(classNames.size(), counts.length));
    }
    this.classNames = List.copyOf(classNames);
    this.counts = counts.clone();
  }

  /** Returns the class names. */
  public List<String> classNames() {
    return classNames;
  }

  /** Returns the number of classes, those without images included. */
  public int classes() {
    return counts.length;
  }

  /** Returns the number of images of one class. */
  public int count(int label) {
    return counts[label];
  }

  /** Returns the number of images of all classes. */
  public int total() {
    return Arrays.stream(counts).sum();
  }

  /** Returns the label of the class with the most images, the first of equals. */
  public int majority() {
    int majority = 0;
    for (int label = 1; label < counts.length; label++) {
      if (counts[label] > counts[majority]) {
        majority = label;
      }
    }
    return majority;
  }
}

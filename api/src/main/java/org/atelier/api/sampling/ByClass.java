package org.atelier.api.sampling;

import java.util.List;
import java.util.stream.IntStream;
import org.atelier.api.DatasetContents;

/** Groups positions by their class. */
final class ByClass {
  private ByClass() {}

  /** Returns the positions of each class that has images, classes in the order of their labels. */
  static List<int[]> of(DatasetContents contents) {
    return of(contents, IntStream.range(0, contents.size()).toArray());
  }

  /** Returns some positions by class, for each class that has any, in the order of the labels. */
  static List<int[]> of(DatasetContents contents, int[] positions) {
    IntStream.Builder[] members = new IntStream.Builder[contents.classNames().size()];
    for (int position : positions) {
      int label = contents.label(position);
      if (members[label] == null) {
        members[label] = IntStream.builder();
      }
      members[label].add(position);
    }
    return java.util.Arrays.stream(members)
        .filter(java.util.Objects::nonNull)
        .map(builder -> builder.build().toArray())
        .toList();
  }
}

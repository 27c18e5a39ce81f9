package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;

/** A part of training that changes from step to step, and so belongs into each checkpoint. */
interface Resumable {
  /** Returns its numbers, such as how many steps were taken; always as many. */
  List<Double> numbers();

  /** Returns its arrays, which stay its own. */
  NDList arrays();

  /**
   * Becomes again what it was.
   *
   * @param numbers what {@link #numbers()} returned then
   * @param arrays equal to what {@link #arrays()} returned then; they stay the caller's
   */
  void restore(List<Double> numbers, NDList arrays);

  /** Copies arrays into others of the same shapes. */
  static void copy(NDList from, NDList to) {
    for (int index = 0; index < to.size(); index++) {
      NDArray source = from.get(index);
      NDArray target = to.get(index);
      source.copyTo(target);
    }
  }
}

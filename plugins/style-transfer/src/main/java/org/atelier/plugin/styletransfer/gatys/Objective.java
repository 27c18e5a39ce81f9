package org.atelier.plugin.styletransfer.gatys;

/** What is to be made small by changing numbers. */
@FunctionalInterface
interface Objective {
  /**
   * Returns the value and its slope.
   *
   * @param numbers where; not kept
   */
  Point at(float[] numbers);

  /**
   * Returns what a step is to make small. It may be a part of the whole, another one at each step;
   * ways that compare one step's value with the next one's take the whole instead.
   *
   * @param step the step, from 0
   */
  default Objective atStep(int step) {
    return this;
  }

  /**
   * A value with its slope.
   *
   * @param losses the value and its parts
   * @param gradient the slope, a number for each
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Point(Losses losses, float[] gradient) {
    /** Returns the value. */
    double value() {
      return losses.total();
    }
  }
}

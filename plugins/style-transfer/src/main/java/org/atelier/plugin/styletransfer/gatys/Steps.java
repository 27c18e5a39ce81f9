package org.atelier.plugin.styletransfer.gatys;

import java.util.List;

/** A way to make an {@link Objective} small, step by step, with the numbers staying in [0, 1]. */
interface Steps {
  /**
   * Goes a step.
   *
   * @param numbers where it goes from; afterwards, where it has come to
   * @return the losses there, or for {@link Adam}, which looks before it goes, the losses before
   */
  Losses step(float[] numbers);

  /**
   * Returns all that the next steps depend on besides the numbers, to be restored after an
   * interruption.
   */
  List<float[]> state();

  /**
   * Goes on from a state.
   *
   * @param state what {@link #state} returned
   */
  void restore(List<float[]> state);
}

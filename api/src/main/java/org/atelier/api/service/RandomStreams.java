package org.atelier.api.service;

import java.util.SplittableRandom;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Random streams that depend on nothing but the pipeline's seed, the component's place in the
 * pipeline and the purpose: the same in each run, whatever ran before.
 */
@ProviderType
public interface RandomStreams {
  /**
   * Returns the seed for one purpose.
   *
   * @param purpose what the numbers are for, such as {@code "shuffle"}
   */
  long seed(String purpose);

  /**
   * Returns the seed for one purpose at one step of something that repeats. As it does not depend
   * on the steps before, work can be taken up in the middle.
   *
   * @param purpose what the numbers are for
   * @param step the step, such as the epoch
   */
  default long seed(String purpose, long step) {
    return seed(purpose + "#" + step);
  }

  /** Returns a new generator for one purpose, always from its beginning. */
  default SplittableRandom stream(String purpose) {
    return new SplittableRandom(seed(purpose));
  }

  /** Returns a new generator for one purpose at one step, always from its beginning. */
  default SplittableRandom stream(String purpose, long step) {
    return new SplittableRandom(seed(purpose, step));
  }
}

package org.atelier.runner.plan;

import java.util.List;
import java.util.Optional;
import org.atelier.api.Setting;

/** What every stage takes beside its type and the settings of its type. */
record StageSettings(
    @Setting("what the stage's random numbers derive from; by default the pipeline's seed")
        Optional<Long> seed) {

  /** The key under which a stage is repeated. */
  static final String MATRIX = "matrix";

  /** The key of the seed. */
  static final String SEED = "seed";

  /** The keys of a stage that are not settings of its type. */
  static final List<String> KEYS = List.of(SEED, MATRIX);

  /** What a matrix means, for descriptions. */
  static final String MATRIX_MEANING =
      "repeats the stage with other settings: a setting with a list of values, or a name of your own"
          + " with named groups of settings";

  /** What a matrix takes, in words. */
  static final String MATRIX_TAKES = "mapping from axes to values";
}

package org.atelier.runner.plan;

import java.util.ArrayList;
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

  /** What a matrix means, for descriptions. */
  static final String MATRIX_MEANING =
      "repeats the stage with other settings: an axis is a setting with a list of values, or a name"
          + " of your own with named groups of settings";

  /** Returns what every stage takes, as it is described to people. */
  static List<SettingRow> rows() {
    List<SettingRow> rows = new ArrayList<>(SettingRow.of(SettingsShape.of(StageSettings.class)));
    rows.add(
        new SettingRow(
            MATRIX,
            "mapping from axes to values",
            new SettingRow.Necessity(false, Optional.empty()),
            "",
            MATRIX_MEANING));
    return rows;
  }
}

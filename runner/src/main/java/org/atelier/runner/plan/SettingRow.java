package org.atelier.runner.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One setting as it is described to people.
 *
 * @param key the key; for a setting within a setting both, joined by a dot
 * @param takes what it takes, in words
 * @param necessity whether it must be given
 * @param bounds its bounds in words, joined by commas; empty for none
 * @param meaning what it means
 */
record SettingRow(String key, String takes, Necessity necessity, String bounds, String meaning) {
  /** Whether the key must be given, and what holds if it is not. */
  record Necessity(boolean required, Optional<String> defaultValue) {}

  /**
   * Returns the rows of all settings, those of nested records after the setting that holds them.
   */
  static List<SettingRow> of(SettingsShape shape) {
    List<SettingRow> rows = new ArrayList<>();
    add(shape, "", rows);
    return rows;
  }

  private static void add(SettingsShape shape, String prefix, List<SettingRow> rows) {
    for (SettingsShape.SettingShape setting : shape.flat()) {
      String key = prefix + setting.key();
      rows.add(
          new SettingRow(
              key,
              setting.value().words(),
              new Necessity(setting.required(), setting.defaultValue()),
              String.join(", ", Bounds.words(setting)),
              setting.description()));
      nested(setting.value()).ifPresent(inner -> add(inner, key + ".", rows));
    }
  }

  private static Optional<SettingsShape> nested(ValueShape value) {
    if (value instanceof ValueShape.Nested nested) {
      return Optional.of(nested.settings());
    }
    if (value instanceof ValueShape.OptionalOf optional) {
      return nested(optional.value());
    }
    return value instanceof ValueShape.ListOf list ? nested(list.element()) : Optional.empty();
  }
}

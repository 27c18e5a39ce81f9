package org.atelier.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What makes a component again: its type name and its settings with all defaults filled in.
 *
 * @param type the type name in pipeline files
 * @param settings the settings as plain values (strings, numbers, booleans, lists, maps), keys as
 *     in the pipeline file
 */
public record ComponentSpec(String type, Map<String, Object> settings) {
  /** Copies the settings, keeping their order. */
  public ComponentSpec {
    Objects.requireNonNull(type, "type");
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}

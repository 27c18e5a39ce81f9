package org.atelier.runner.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A checked value of a setting.
 *
 * @param plain the value as it is written to a file; empty if it is left out
 * @param maker makes the value for the settings record
 */
record BoundValue(Optional<Object> plain, Maker maker) {
  /** Makes a Java value once references can be resolved. */
  @FunctionalInterface
  interface Maker {
    Object make(ReferenceResolver resolver);
  }

  /** Holds a value that is the same whatever references resolve to. */
  static BoundValue constant(Object value) {
    return new BoundValue(Optional.of(Leaves.plain(value)), resolver -> value);
  }

  /** Holds the value of a setting that was left out. */
  static BoundValue absent() {
    return new BoundValue(Optional.empty(), resolver -> Optional.empty());
  }

  /** Holds a value for a component that may be left out. */
  static BoundValue present(BoundValue value) {
    return new BoundValue(value.plain(), resolver -> Optional.of(value.maker().make(resolver)));
  }

  /** Holds a list. */
  static BoundValue list(List<BoundValue> items) {
    List<Object> plain = new ArrayList<>();
    items.forEach(item -> plain.add(item.plain().orElseThrow()));
    return new BoundValue(
        Optional.of(plain),
        resolver -> items.stream().map(item -> item.maker().make(resolver)).toList());
  }
}

package org.atelier.runner.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Kind;
import org.atelier.runner.definition.Node;
import org.atelier.runner.definition.Position;
import org.atelier.runner.plugin.InstalledComponent;

/** A component that the file defines, on its way to being planned. */
final class Declared {
  private final String path;
  private final Kind kind;
  private final Node.Mapping node;
  private final Optional<InstalledComponent> installed;
  private final Map<String, Use> uses = new LinkedHashMap<>();
  private Optional<BoundRecord> bound = Optional.empty();

  /** A reference to another component, and where it was written. */
  record Use(String target, Position position) {}

  Declared(String path, Kind kind, Node.Mapping node, Optional<InstalledComponent> installed) {
    this.path = path;
    this.kind = kind;
    this.node = node;
    this.installed = installed;
  }

  String path() {
    return path;
  }

  Kind kind() {
    return kind;
  }

  Node.Mapping node() {
    return node;
  }

  /** Returns the component's type; empty if there is no such type. */
  Optional<InstalledComponent> installed() {
    return installed;
  }

  /** Returns what the component refers to, by the setting's path below it. */
  Map<String, Use> uses() {
    return uses;
  }

  void use(String place, String target, Position position) {
    uses.put(place.substring(path.length() + 1), new Use(target, position));
  }

  Optional<BoundRecord> bound() {
    return bound;
  }

  void bound(Optional<BoundRecord> record) {
    bound = record;
  }

  /** Returns the type and settings; only if the settings fit. */
  ComponentSpec spec() {
    return new ComponentSpec(
        installed.orElseThrow().component().type(), bound.orElseThrow().plain());
  }

  PlannedComponent planned() {
    Map<String, String> references = new LinkedHashMap<>();
    uses.forEach((setting, use) -> references.put(setting, use.target()));
    return new PlannedComponent(
        path,
        installed.orElseThrow(),
        spec(),
        java.util.Collections.unmodifiableMap(references),
        bound.orElseThrow()::make);
  }
}

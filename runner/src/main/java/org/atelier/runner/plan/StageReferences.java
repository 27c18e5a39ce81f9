package org.atelier.runner.plan;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.atelier.runner.definition.Node;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.InstalledComponent;

/**
 * Finds the stages that a component names one by one, before its settings are bound; those that it
 * takes as a list do not count.
 */
final class StageReferences {
  private final Catalog catalog;

  StageReferences(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Returns the names in the order of the settings. */
  Set<String> of(Optional<InstalledComponent> installed, Node.Mapping node) {
    Set<String> names = new LinkedHashSet<>();
    collect(installed, node, names);
    return names;
  }

  private void collect(
      Optional<InstalledComponent> installed, Node.Mapping node, Set<String> names) {
    installed
        .flatMap(component -> SettingsShape.ifSound(component.component().settings()))
        .ifPresent(shape -> collect(shape, node, names));
  }

  private void collect(SettingsShape shape, Node.Mapping node, Set<String> names) {
    for (SettingsShape.SettingShape setting : shape.flat()) {
      node.find(setting.key()).ifPresent(value -> collect(setting.value(), value, names));
    }
  }

  private void collect(ValueShape shape, Node node, Set<String> names) {
    if (shape instanceof ValueShape.OptionalOf optional) {
      collect(optional.value(), node, names);
    } else if (shape instanceof ValueShape.ArtifactReference
        && node instanceof Node.Scalar scalar) {
      names.add(scalar.text());
    } else if (shape instanceof ValueShape.ListOf list
        && !(list.element() instanceof ValueShape.ArtifactReference)
        && node instanceof Node.Sequence sequence) {
      sequence.items().forEach(item -> collect(list.element(), item, names));
    } else if (node instanceof Node.Mapping mapping) {
      if (shape instanceof ValueShape.Nested nested) {
        collect(nested.settings(), mapping, names);
      } else if (shape instanceof ValueShape.ComponentReference reference) {
        collect(inline(reference, mapping), mapping, names);
      }
    }
  }

  private Optional<InstalledComponent> inline(
      ValueShape.ComponentReference reference, Node.Mapping mapping) {
    return mapping
        .find(Components.TYPE)
        .filter(Node.Scalar.class::isInstance)
        .flatMap(type -> catalog.find(reference.kind(), ((Node.Scalar) type).text()));
  }
}

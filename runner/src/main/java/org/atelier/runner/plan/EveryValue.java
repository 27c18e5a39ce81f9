package org.atelier.runner.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.atelier.runner.definition.Node;

/** Puts a value from the command line wherever a component has one for a setting. */
final class EveryValue {
  private EveryValue() {}

  /**
   * Returns a component with a value for a setting. Where a matrix varies the setting, the value
   * takes the place of the varied ones. What the command line has set before stays.
   */
  static Node.Mapping put(Node.Mapping component, String key, Node value) {
    Optional<Node.Mapping> matrix =
        component
            .find(StageSettings.MATRIX)
            .filter(Node.Mapping.class::isInstance)
            .map(Node.Mapping.class::cast);
    Node.Mapping changed = component;
    boolean everywhere = false;
    if (matrix.isPresent()) {
      List<Node.Entry> axes = new ArrayList<>();
      for (Node.Entry axis : matrix.get().entries()) {
        everywhere |= alwaysGives(axis, key);
        axes.add(new Node.Entry(axis.key(), axis.keyPosition(), axis(axis, key, value)));
      }
      Node.Mapping repeated = new Node.Mapping(axes, matrix.get().position());
      changed = replaced(component, StageSettings.MATRIX, repeated);
    }
    return everywhere || isFromCommandLine(changed.find(key))
        ? changed
        : changed.with(new Node.Entry(key, value.position(), value));
  }

  private static boolean alwaysGives(Node.Entry axis, String key) {
    if (axis.value() instanceof Node.Mapping groups) {
      return !groups.entries().isEmpty()
          && groups.entries().stream().allMatch(group -> gives(group.value(), key));
    }
    return axis.key().equals(key);
  }

  private static boolean gives(Node group, String key) {
    return group instanceof Node.Mapping settings && settings.find(key).isPresent();
  }

  private static Node axis(Node.Entry axis, String key, Node value) {
    if (axis.value() instanceof Node.Sequence && axis.key().equals(key)) {
      return isFromCommandLine(Optional.of(axis.value()))
          ? axis.value()
          : new Node.Sequence(List.of(value), value.position());
    }
    if (!(axis.value() instanceof Node.Mapping groups)) {
      return axis.value();
    }
    List<Node.Entry> changed = new ArrayList<>();
    for (Node.Entry group : groups.entries()) {
      boolean given =
          group.value() instanceof Node.Mapping settings
              && settings.find(key).isPresent()
              && !isFromCommandLine(settings.find(key));
      Node settings = given ? replaced((Node.Mapping) group.value(), key, value) : group.value();
      changed.add(new Node.Entry(group.key(), group.keyPosition(), settings));
    }
    return new Node.Mapping(changed, groups.position());
  }

  private static Node.Mapping replaced(Node.Mapping mapping, String key, Node value) {
    return new Node.Mapping(
        mapping.entries().stream()
            .map(
                entry ->
                    entry.key().equals(key)
                        ? new Node.Entry(key, entry.keyPosition(), value)
                        : entry)
            .toList(),
        mapping.position());
  }

  private static boolean isFromCommandLine(Optional<Node> node) {
    return node.filter(value -> value.position().onCommandLine()).isPresent();
  }
}

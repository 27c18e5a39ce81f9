package org.atelier.runner.definition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.atelier.api.Kind;

/** Puts values from the command line in the place of those in the file. */
final class Overrides {
  private final List<Problem> problems;

  Overrides(List<Problem> problems) {
    this.problems = problems;
  }

  /** Returns the override's value; empty, with a problem noted, if it is not YAML. */
  Optional<Node> value(SettingOverride override) {
    try {
      Optional<Node> value =
          YamlParser.parseValue(
              override.value(), override.position(), Node.Notation.EITHER, problems);
      return value.or(
          () -> Optional.of(new Node.Scalar("", Node.Notation.EITHER, override.position())));
    } catch (ProblemsException noted) {
      return Optional.empty(); // the parser has put it into the list
    }
  }

  /** Returns the file's top mapping with one value set. */
  Node.Mapping apply(Node.Mapping root, SettingOverride override, Node value) {
    if (isComponentMissing(root, override)) {
      return root;
    }
    return set(root, override, 0, value);
  }

  private boolean isComponentMissing(Node.Mapping root, SettingOverride override) {
    String section = override.path().get(0);
    Optional<Kind> kind =
        List.of(Kind.values()).stream().filter(some -> some.section().equals(section)).findFirst();
    if (kind.isEmpty() || override.path().size() < 3) {
      return false;
    }
    String name = override.path().get(1);
    Optional<Node.Mapping> components =
        root.find(section).filter(Node.Mapping.class::isInstance).map(Node.Mapping.class::cast);
    if (components.flatMap(mapping -> mapping.find(name)).isPresent()) {
      return false;
    }
    String known =
        components.stream()
            .flatMap(mapping -> mapping.entries().stream())
            .map(Node.Entry::key)
            .collect(Collectors.joining(", "));
    problem(
        override,
        "there is no %s '%s' (%s: %s)"
            .formatted(kind.get().word(), name, section, known.isEmpty() ? "none" : known));
    return true;
  }

  private Node.Mapping set(Node.Mapping mapping, SettingOverride override, int depth, Node value) {
    String key = override.path().get(depth);
    Position keyPosition =
        mapping.entries().stream()
            .filter(entry -> entry.key().equals(key))
            .map(Node.Entry::keyPosition)
            .findFirst()
            .orElse(override.position());
    if (depth == override.path().size() - 1) {
      return mapping.with(new Node.Entry(key, override.position(), value));
    }
    Node child =
        mapping.find(key).orElseGet(() -> new Node.Mapping(List.of(), override.position()));
    if (!(child instanceof Node.Mapping inner)) {
      problem(
          override,
          "'%s' is not a mapping, so nothing can be set inside it"
              .formatted(String.join(".", override.path().subList(0, depth + 1))));
      return mapping;
    }
    return mapping.with(new Node.Entry(key, keyPosition, set(inner, override, depth + 1, value)));
  }

  private void problem(SettingOverride override, String message) {
    problems.add(new Problem(override.position(), String.join(".", override.path()), message));
  }
}

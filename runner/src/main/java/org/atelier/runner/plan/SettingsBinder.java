package org.atelier.runner.plan;

import jakarta.validation.ValidationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.atelier.runner.definition.DefinitionReader;
import org.atelier.runner.definition.Node;
import org.atelier.runner.definition.Position;
import org.atelier.runner.definition.Problem;
import org.atelier.runner.definition.ProblemsException;

/** Binds a mapping to a settings record, and notes all that does not fit. */
final class SettingsBinder {
  private final Leaves leaves;
  private final Bounds bounds;
  private final References references;
  private final List<Problem> problems;

  /** Binds settings that refer to other components, and hears of files. */
  interface References {
    /** Returns the reference; empty, with the problem noted, if it does not fit. */
    Optional<BoundValue> component(Node node, ValueShape.ComponentReference shape, String place);

    /** Returns the reference; empty, with the problem noted, if it does not fit. */
    Optional<BoundValue> artifact(Node node, ValueShape.ArtifactReference shape, String place);

    /**
     * Returns a list of references: one name, which may stand for several stages, or a list of
     * names; empty, with the problems noted, if any does not fit.
     */
    Optional<BoundValue> artifacts(Node node, ValueShape.ArtifactReference shape, String place);

    /** Takes note of a file or folder that a setting names. */
    void file(String place, Path file);
  }

  SettingsBinder(Leaves leaves, Bounds bounds, References references, List<Problem> problems) {
    this.leaves = leaves;
    this.bounds = bounds;
    this.references = references;
    this.problems = problems;
  }

  /**
   * Binds a mapping.
   *
   * @param reserved keys that are no settings, such as {@code type}
   * @param place the mapping's place in the pipeline
   * @param taker what takes the settings, in messages
   * @return the record; empty if any of its values does not fit, with the problems noted
   */
  Optional<BoundRecord> bind(
      Node.Mapping node, SettingsShape shape, List<String> reserved, String place, String taker) {
    List<String> keys = shape.keys();
    List<String> known = Stream.concat(keys.stream(), reserved.stream()).toList();
    for (Node.Entry entry : node.entries()) {
      if (!known.contains(entry.key())) {
        String takes =
            keys.isEmpty()
                ? taker + " takes no settings"
                : taker + " takes: " + String.join(", ", keys);
        note(
            entry.keyPosition(),
            inside(place, entry.key()),
            "unknown setting%s (%s)".formatted(Suggestions.didYouMean(entry.key(), known), takes));
      }
    }
    return bindKnown(node, shape, place);
  }

  private Optional<BoundRecord> bindKnown(Node.Mapping node, SettingsShape shape, String place) {
    Map<String, Object> plain = new LinkedHashMap<>();
    List<BoundValue> values = new ArrayList<>();
    for (SettingsShape.SettingShape setting : shape.settings()) {
      if (setting.flattened()) {
        SettingsShape inner = ((ValueShape.Nested) setting.value()).settings();
        bindKnown(node, inner, place)
            .ifPresent(
                bound -> {
                  plain.putAll(bound.plain());
                  values.add(new BoundValue(Optional.of(bound.plain()), bound::make));
                });
      } else {
        setting(node, shape, setting, place)
            .ifPresent(
                bound -> {
                  bound.plain().ifPresent(value -> plain.put(setting.key(), value));
                  values.add(bound);
                });
      }
    }
    return values.size() == shape.settings().size()
        ? Optional.of(new BoundRecord(shape.type(), plain, values, place, node.position()))
        : Optional.empty();
  }

  private Optional<BoundValue> setting(
      Node.Mapping node, SettingsShape shape, SettingsShape.SettingShape setting, String place) {
    String here = inside(place, setting.key());
    Optional<Node> given = node.find(setting.key());
    if (given.isEmpty() && setting.required()) {
      note(
          node.position(),
          place,
          "'%s' is missing: %s".formatted(setting.key(), setting.description()));
      return Optional.empty();
    }
    Optional<Node> value = given.or(() -> defaultValue(setting, node.position(), here));
    if (value.isEmpty()) {
      return given.isEmpty() && setting.defaultValue().isEmpty()
          ? Optional.of(BoundValue.absent())
          : Optional.empty();
    }
    return value(value.get(), setting.value(), here)
        .filter(bound -> isWithinBounds(bound, value.get(), shape, setting, here));
  }

  private Optional<Node> defaultValue(
      SettingsShape.SettingShape setting, Position position, String place) {
    if (setting.defaultValue().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(DefinitionReader.readValue(setting.defaultValue().get(), position));
    } catch (ProblemsException broken) {
      note(
          position,
          place,
          "the plugin's default '%s' is broken; tell its author: %s"
              .formatted(setting.defaultValue().get(), broken.problems().get(0).message()));
      return Optional.empty();
    }
  }

  private Optional<BoundValue> value(Node node, ValueShape shape, String place) {
    if (shape instanceof ValueShape.Leaf leaf) {
      return leaf(node, leaf, place);
    }
    if (shape instanceof ValueShape.OptionalOf optional) {
      return isNothing(node)
          ? Optional.of(BoundValue.absent())
          : value(node, optional.value(), place).map(BoundValue::present);
    }
    if (shape instanceof ValueShape.ListOf list) {
      return list(node, list, place);
    }
    if (shape instanceof ValueShape.Nested nested) {
      return nested(node, nested, place);
    }
    return shape instanceof ValueShape.ComponentReference component
        ? references.component(node, component, place)
        : references.artifact(node, (ValueShape.ArtifactReference) shape, place);
  }

  private Optional<BoundValue> leaf(Node node, ValueShape.Leaf leaf, String place) {
    try {
      Object value = leaves.bind(node, leaf.type());
      if (value instanceof Path file) {
        references.file(place, file);
      }
      return Optional.of(BoundValue.constant(value));
    } catch (Leaves.Unfit unfit) {
      note(node.position(), place, unfit.getMessage());
      return Optional.empty();
    }
  }

  private Optional<BoundValue> list(Node node, ValueShape.ListOf shape, String place) {
    boolean name = node instanceof Node.Scalar && !isNothing(node);
    if (shape.element() instanceof ValueShape.ArtifactReference stage
        && (name || node instanceof Node.Sequence)) {
      return references.artifacts(node, stage, place);
    }
    if (!(node instanceof Node.Sequence sequence)) {
      note(node.position(), place, "expected a list, such as [a, b], found " + Leaves.found(node));
      return Optional.empty();
    }
    List<BoundValue> items = new ArrayList<>();
    int position = 0;
    for (Node item : sequence.items()) {
      value(item, shape.element(), place + "[" + position++ + "]").ifPresent(items::add);
    }
    return items.size() == sequence.items().size()
        ? Optional.of(BoundValue.list(items))
        : Optional.empty();
  }

  private Optional<BoundValue> nested(Node node, ValueShape.Nested shape, String place) {
    if (!(node instanceof Node.Mapping mapping)) {
      note(
          node.position(),
          place,
          "expected a mapping with %s, found %s"
              .formatted(String.join(", ", shape.settings().keys()), Leaves.found(node)));
      return Optional.empty();
    }
    return bind(mapping, shape.settings(), List.of(), place, Places.last(place))
        .map(bound -> new BoundValue(Optional.of(bound.plain()), bound::make));
  }

  private boolean isWithinBounds(
      BoundValue bound,
      Node node,
      SettingsShape shape,
      SettingsShape.SettingShape setting,
      String place) {
    Object made = forBounds(bound, node, setting.value());
    List<Bounds.Breach> breaches;
    try {
      breaches = bounds.check(shape, setting, made);
    } catch (ValidationException unfit) {
      note(
          node.position(),
          place,
          "the plugin's bounds do not fit this setting; tell its author: " + unfit.getMessage());
      return false;
    }
    for (Bounds.Breach breach : breaches) {
      boolean item = breach.index().isPresent() && node instanceof Node.Sequence;
      Node broken = item ? ((Node.Sequence) node).items().get(breach.index().get()) : node;
      String found =
          broken == node && made instanceof List<?> list
              ? Integer.toString(list.size())
              : Leaves.found(broken);
      note(
          broken.position(),
          item ? place + "[" + breach.index().get() + "]" : place,
          breach.message() + ", found " + found);
    }
    return breaches.isEmpty();
  }

  /** Makes a value before anything else is known; nested records, which may refuse, stay null. */
  private static Object forBounds(BoundValue bound, Node node, ValueShape shape) {
    if (shape instanceof ValueShape.OptionalOf optional && !isNothing(node)) {
      return Optional.ofNullable(forBounds(unwrapped(bound), node, optional.value()));
    }
    if (shape instanceof ValueShape.ListOf list && list.element() instanceof ValueShape.Nested) {
      return Collections.nCopies(((Node.Sequence) node).items().size(), null);
    }
    return shape instanceof ValueShape.Nested ? null : bound.maker().make(path -> null);
  }

  private static BoundValue unwrapped(BoundValue present) {
    return new BoundValue(
        present.plain(), resolver -> ((Optional<?>) present.maker().make(resolver)).orElseThrow());
  }

  static boolean isNothing(Node node) {
    return node instanceof Node.Scalar && Leaves.found(node).equals("nothing");
  }

  static String inside(String place, String key) {
    return place.isEmpty() ? key : place + "." + key;
  }

  private void note(Position position, String place, String message) {
    problems.add(new Problem(position, place, message));
  }
}

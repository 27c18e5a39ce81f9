package org.atelier.runner.plan;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Kind;
import org.atelier.api.Model;
import org.atelier.api.Reference;
import org.atelier.runner.definition.Node;
import org.atelier.runner.definition.Position;
import org.atelier.runner.definition.Problem;

/** Makes the settings record of a saved model from the plain values in its manifest. */
public final class SpecBinder {
  private static final Position SAVED = Position.ofOption("saved settings");

  private SpecBinder() {}

  /**
   * Binds plain values to a settings record, as strictly as those of a pipeline file.
   *
   * @param type the record
   * @param settings its settings, keys as in a pipeline file; what is left out takes its default
   * @throws IllegalArgumentException if anything does not fit, saying all that does not
   */
  public static Record bind(Class<? extends Record> type, Map<String, ?> settings) {
    return bind(type, settings, new Leaves(Optional.empty()));
  }

  /**
   * Does the same for settings that may hold models, written inline.
   *
   * @param models makes a model from its type and its settings
   */
  public static Record bind(
      Class<? extends Record> type,
      Map<String, ?> settings,
      Function<ComponentSpec, Model> models) {
    return bind(
        type,
        settings,
        new Leaves(Optional.empty()),
        problems -> new InlineModels(new NoReferences(problems), models));
  }

  /** Does the same for values that are read in another way. */
  static Record bind(Class<? extends Record> type, Map<String, ?> settings, Leaves leaves) {
    return bind(type, settings, leaves, NoReferences::new);
  }

  /** Does the same for settings that may name other components, whatever these are. */
  static Record bindWithAnyReferences(
      Class<? extends Record> type, Map<String, ?> settings, Leaves leaves) {
    return bind(type, settings, leaves, problems -> new AnyReferences());
  }

  private static Record bind(
      Class<? extends Record> type,
      Map<String, ?> settings,
      Leaves leaves,
      Function<List<Problem>, SettingsBinder.References> references) {
    List<Problem> problems = new ArrayList<>();
    SettingsBinder binder =
        new SettingsBinder(leaves, new Bounds(), references.apply(problems), problems);
    Node node = node(settings, 0);
    Optional<BoundRecord> bound =
        binder.bind((Node.Mapping) node, SettingsShape.of(type), List.of(), "", "this type");
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          problems.stream().map(SpecBinder::sentence).collect(Collectors.joining("; ")));
    }
    try {
      return bound.orElseThrow().make(Components.NOT_RUNNING);
    } catch (BoundRecord.Refused refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    }
  }

  private static String sentence(Problem problem) {
    return problem.place().isEmpty()
        ? problem.message()
        : problem.place() + ": " + problem.message();
  }

  private static Node node(Object value, int depth) {
    if (depth > 50) {
      throw new IllegalArgumentException("settings nested more than 50 levels deep");
    }
    if (value instanceof Map<?, ?> map) {
      return new Node.Mapping(
          map.entrySet().stream()
              .map(
                  entry ->
                      new Node.Entry(
                          String.valueOf(entry.getKey()), SAVED, node(entry.getValue(), depth + 1)))
              .toList(),
          SAVED);
    }
    if (value instanceof List<?> list) {
      return new Node.Sequence(list.stream().map(item -> node(item, depth + 1)).toList(), SAVED);
    }
    Node.Notation notation = value instanceof String ? Node.Notation.QUOTED : Node.Notation.PLAIN;
    return new Node.Scalar(String.valueOf(value), notation, SAVED);
  }

  /** Takes every reference for one that exists. */
  private record AnyReferences() implements SettingsBinder.References {
    private static final String NAME = "any";

    @Override
    public Optional<BoundValue> component(
        Node node, ValueShape.ComponentReference shape, String place) {
      return Optional.of(any());
    }

    @Override
    public Optional<BoundValue> artifact(
        Node node, ValueShape.ArtifactReference shape, String place) {
      return Optional.of(any());
    }

    @Override
    public Optional<BoundValue> artifacts(
        Node node, ValueShape.ArtifactReference shape, String place) {
      return Optional.of(BoundValue.list(List.of(any())));
    }

    @Override
    public void file(String place, Path file) {
      // No file is looked at.
    }

    private static BoundValue any() {
      return new BoundValue(
          Optional.of(NAME),
          resolver ->
              new PlannedReference(
                  NAME, NAME, () -> new ComponentSpec(NAME, Map.of()), Map.of(), resolver));
    }
  }

  /** Turns a value's node back into the value. */
  private static Object plain(Node node) {
    if (node instanceof Node.Mapping mapping) {
      Map<String, Object> values = new LinkedHashMap<>();
      mapping.entries().forEach(entry -> values.put(entry.key(), plain(entry.value())));
      return values;
    }
    if (node instanceof Node.Sequence sequence) {
      return sequence.items().stream().map(SpecBinder::plain).toList();
    }
    Node.Scalar scalar = (Node.Scalar) node;
    if (scalar.notation() == Node.Notation.QUOTED) {
      return scalar.text();
    }
    return switch (scalar.text()) {
      case "true" -> true;
      case "false" -> false;
      default -> new BigDecimal(scalar.text());
    };
  }

  /** Makes the models that a saved model consists of. */
  private record InlineModels(NoReferences others, Function<ComponentSpec, Model> models)
      implements SettingsBinder.References {
    @Override
    public Optional<BoundValue> component(
        Node node, ValueShape.ComponentReference shape, String place) {
      if (shape.kind() != Kind.MODEL
          || !(node instanceof Node.Mapping mapping)
          || !(mapping.find(Components.TYPE).orElse(null) instanceof Node.Scalar type)) {
        return others.component(node, shape, place);
      }
      Map<String, Object> settings = new LinkedHashMap<>();
      mapping.entries().stream()
          .filter(entry -> !entry.key().equals(Components.TYPE))
          .forEach(entry -> settings.put(entry.key(), plain(entry.value())));
      ComponentSpec spec = new ComponentSpec(type.text(), settings);
      Reference<Model> model = Reference.to(place, spec, models.apply(spec));
      return Optional.of(new BoundValue(Optional.of(plain(mapping)), resolver -> model));
    }

    @Override
    public Optional<BoundValue> artifact(
        Node node, ValueShape.ArtifactReference shape, String place) {
      return others.artifact(node, shape, place);
    }

    @Override
    public Optional<BoundValue> artifacts(
        Node node, ValueShape.ArtifactReference shape, String place) {
      return others.artifacts(node, shape, place);
    }

    @Override
    public void file(String place, Path file) {
      others.file(place, file);
    }
  }

  /** A saved model stands alone. */
  private record NoReferences(List<Problem> problems) implements SettingsBinder.References {
    @Override
    public Optional<BoundValue> component(
        Node node, ValueShape.ComponentReference shape, String place) {
      return refuse(node, place);
    }

    @Override
    public Optional<BoundValue> artifact(
        Node node, ValueShape.ArtifactReference shape, String place) {
      return refuse(node, place);
    }

    @Override
    public Optional<BoundValue> artifacts(
        Node node, ValueShape.ArtifactReference shape, String place) {
      return refuse(node, place);
    }

    @Override
    public void file(String place, Path file) {
      // Whoever opens a saved model knows where it lies.
    }

    private Optional<BoundValue> refuse(Node node, String place) {
      problems.add(
          new Problem(node.position(), place, "a saved model cannot refer to other components"));
      return Optional.empty();
    }
  }
}

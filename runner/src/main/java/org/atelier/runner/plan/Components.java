package org.atelier.runner.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Kind;
import org.atelier.runner.definition.Definition;
import org.atelier.runner.definition.Node;
import org.atelier.runner.definition.Position;
import org.atelier.runner.definition.Problem;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.InstalledComponent;

/** The components that a file defines, by name and inline, and what they refer to. */
final class Components implements SettingsBinder.References {
  /** Stands for the running pipeline while there is none. */
  static final ReferenceResolver NOT_RUNNING =
      path -> {
        throw new IllegalStateException("the pipeline is not running yet");
      };

  /** A record's own checks look at a component that does not fit, as is already noted. */
  private static final class UnboundException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnboundException(String path) {
      super("the settings of %s do not fit".formatted(path));
    }
  }

  private static final String TYPE = "type";
  private static final Pattern NAME = Pattern.compile(PipelineSettings.NAME);

  /** Inline components inside each other; only broken defaults reach it. */
  private static final int INLINE_LIMIT = 50;

  private final Catalog catalog;
  private final TypeFinder types;
  private final SettingsBinder binder;
  private final List<Problem> problems;
  private final Map<String, Declared> declared = new LinkedHashMap<>();
  private final Deque<Declared> binding = new ArrayDeque<>();

  Components(Catalog catalog, Leaves leaves, Bounds bounds, List<Problem> problems) {
    this.catalog = catalog;
    this.types = new TypeFinder(catalog);
    this.problems = problems;
    this.binder = new SettingsBinder(leaves, bounds, this, problems);
  }

  /** Takes the components of one section, so that others can refer to them. */
  void declare(Kind kind, List<Node.Entry> entries, List<Definition.EveryOverride> every) {
    for (Node.Entry entry : entries) {
      String path = kind.section() + "." + entry.key();
      if (!NAME.matcher(entry.key()).matches()) {
        note(entry.keyPosition(), path, "the name must be " + PipelineSettings.NAME_RULE);
      }
      if (entry.value() instanceof Node.Mapping mapping) {
        declare(path, kind, mapping);
      } else {
        declared.put(path, unusable(path, kind, entry.value().position()));
        note(
            entry.value().position(),
            path,
            "expected a mapping with a 'type', found %s (%s)"
                .formatted(Leaves.found(entry.value()), types.listed(kind)));
      }
    }
    every.forEach(override -> overrideEvery(kind, override));
  }

  /** Binds the settings of all components. */
  void bind() {
    for (Declared component : List.copyOf(declared.values())) {
      bind(component);
    }
  }

  /** Notes components that need themselves. */
  void checkCircles() {
    for (List<String> circle : new Dependencies(declared).circles()) {
      String first = circle.get(0);
      String second = circle.get(1 % circle.size());
      Map.Entry<String, Declared.Use> use =
          declared.get(first).uses().entrySet().stream()
              .filter(some -> some.getValue().target().equals(second))
              .findFirst()
              .orElseThrow();
      note(
          use.getValue().position(),
          first + "." + use.getKey(),
          "a cycle, in which each needs the next: %s → %s"
              .formatted(String.join(" → ", circle), first));
    }
  }

  /** Makes the settings records, so that their own checks run. */
  void checkRecords() {
    for (Declared component : declared.values()) {
      if (component.bound().isEmpty()) {
        continue; // a problem is already noted
      }
      try {
        component.bound().get().make(NOT_RUNNING);
      } catch (BoundRecord.Refused refused) {
        if (!(refused.getCause() instanceof UnboundException)) {
          note(refused.position(), refused.place(), refused.getMessage());
        }
      }
    }
  }

  /** Returns all components, each after those that it needs. */
  List<Declared> inOrder() {
    return new Dependencies(declared).inOrder();
  }

  /** Returns the components of a section in the order of the file. */
  Stream<Declared> named(Kind kind) {
    return declared.values().stream()
        .filter(component -> component.path().equals(path(kind, name(component.path()))));
  }

  /** Returns a component as a mapping in a file. */
  static Map<String, Object> inline(Declared component) {
    ComponentSpec spec = component.spec();
    Map<String, Object> mapping = new LinkedHashMap<>();
    mapping.put(TYPE, spec.type());
    mapping.putAll(spec.settings());
    return mapping;
  }

  /** Returns the last part of a path. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  @Override
  public Optional<BoundValue> component(
      Node node, ValueShape.ComponentReference shape, String place) {
    if (node instanceof Node.Mapping mapping) {
      return inline(mapping, shape.kind(), place);
    }
    if (!(node instanceof Node.Scalar scalar) || SettingsBinder.isNothing(node)) {
      note(
          node.position(),
          place,
          "expected the name of a %1$s or a %1$s written inline as {type: …}, found %2$s"
              .formatted(shape.kind().word(), Leaves.found(node)));
      return Optional.empty();
    }
    String path = path(shape.kind(), scalar.text());
    if (!declared.containsKey(path)) {
      note(node.position(), place, unknownName(shape.kind(), scalar.text()));
      return Optional.empty();
    }
    use(place, path, node.position());
    return Optional.of(reference(scalar.text(), path, Optional.of(scalar.text())));
  }

  @Override
  public Optional<BoundValue> artifact(
      Node node, ValueShape.ArtifactReference shape, String place) {
    if (!(node instanceof Node.Scalar scalar) || SettingsBinder.isNothing(node)) {
      note(
          node.position(),
          place,
          "expected the name of a stage that puts out %s, found %s (%s)"
              .formatted(
                  shape.artifact().getSimpleName(),
                  Leaves.found(node),
                  types.makers(shape.artifact())));
      return Optional.empty();
    }
    String path = path(Kind.STAGE, scalar.text());
    Declared stage = declared.get(path);
    if (stage == null) {
      note(node.position(), place, unknownName(Kind.STAGE, scalar.text()));
      return Optional.empty();
    }
    if (stage.installed().isPresent()) {
      Class<?> output = stage.installed().get().component().output().orElseThrow();
      if (!shape.artifact().isAssignableFrom(output)) {
        note(
            node.position(),
            place,
            "'%s' puts out %s, but '%s' needs %s (%s)"
                .formatted(
                    scalar.text(),
                    output.getSimpleName(),
                    name(place).replaceFirst("\\[.*", ""),
                    shape.artifact().getSimpleName(),
                    types.makers(shape.artifact())));
        return Optional.empty();
      }
    }
    use(place, path, node.position());
    return Optional.of(reference(scalar.text(), path, Optional.of(scalar.text())));
  }

  private Optional<BoundValue> inline(Node.Mapping mapping, Kind kind, String place) {
    if (binding.size() > INLINE_LIMIT) {
      note(
          mapping.position(),
          binding.peekLast().path(),
          "its components contain each other without end, by the defaults of their plugins");
      return Optional.empty();
    }
    Declared component = declare(place, kind, mapping);
    bind(component);
    if (component.bound().isEmpty()) {
      return Optional.empty();
    }
    use(place, place, mapping.position());
    return Optional.of(reference(place, place, Optional.of(inline(component))));
  }

  private BoundValue reference(String name, String path, Optional<Object> plain) {
    Supplier<ComponentSpec> spec =
        () -> {
          Declared target = declared.get(path);
          if (target.bound().isEmpty()) {
            throw new UnboundException(path);
          }
          return target.spec();
        };
    return new BoundValue(plain, resolver -> new PlannedReference(name, path, spec, resolver));
  }

  private void use(String place, String target, Position position) {
    binding.element().use(place, target, position);
  }

  private Declared declare(String path, Kind kind, Node.Mapping mapping) {
    Declared component = new Declared(path, kind, mapping, type(path, kind, mapping));
    declared.put(path, component);
    return component;
  }

  private static Declared unusable(String path, Kind kind, Position position) {
    return new Declared(path, kind, new Node.Mapping(List.of(), position), Optional.empty());
  }

  private Optional<InstalledComponent> type(String path, Kind kind, Node.Mapping mapping) {
    Optional<Node> type = mapping.find(TYPE);
    if (type.isEmpty()) {
      note(
          mapping.position(),
          path,
          "'type' is missing%s (%s)".formatted(unspaced(mapping), types.listed(kind)));
      return Optional.empty();
    }
    if (!(type.get() instanceof Node.Scalar name) || SettingsBinder.isNothing(type.get())) {
      note(
          type.get().position(),
          path + "." + TYPE,
          "expected the name of a type, found %s (%s)"
              .formatted(Leaves.found(type.get()), types.listed(kind)));
      return Optional.empty();
    }
    Optional<InstalledComponent> installed = catalog.find(kind, name.text());
    if (installed.isEmpty()) {
      note(name.position(), path + "." + TYPE, types.unknown(kind, name.text()));
    }
    return installed;
  }

  /** To YAML, {@code {type:nll}} is a mapping with the key {@code type:nll} and no value. */
  private static String unspaced(Node.Mapping mapping) {
    return mapping.entries().stream().anyMatch(entry -> entry.key().startsWith(TYPE + ":"))
        ? "; write a space after 'type:'"
        : "";
  }

  private void bind(Declared component) {
    component
        .installed()
        .ifPresent(
            installed -> {
              binding.push(component);
              shape(component)
                  .ifPresent(
                      shape ->
                          component.bound(
                              binder.bind(
                                  component.node(),
                                  shape,
                                  Set.of(TYPE),
                                  component.path(),
                                  installed.component().type())));
              binding.pop();
            });
  }

  private Optional<SettingsShape> shape(Declared component) {
    InstalledComponent installed = component.installed().orElseThrow();
    try {
      return Optional.of(SettingsShape.of(installed.component().settings()));
    } catch (IllegalArgumentException | LinkageError broken) {
      note(
          component.node().position(),
          component.path(),
          "the plugin %s describes the settings of '%s' wrongly; tell its author: %s"
              .formatted(
                  installed.plugin().name(), installed.component().type(), broken.getMessage()));
      return Optional.empty();
    }
  }

  /** Sets a value in every component of a section whose type has the setting. */
  private void overrideEvery(Kind kind, Definition.EveryOverride override) {
    boolean taken = false;
    for (Declared component : named(kind).toList()) {
      if (component.installed().isEmpty()) {
        taken = true; // whether it would take the setting cannot be told
        continue;
      }
      if (!shape(component).map(SettingsShape::keys).orElse(List.of()).contains(override.key())) {
        continue;
      }
      taken = true;
      boolean already =
          component.node().find(override.key()).filter(this::isOverridden).isPresent();
      if (!already) {
        Node.Entry entry =
            new Node.Entry(override.key(), override.value().position(), override.value());
        declared.put(
            component.path(),
            new Declared(
                component.path(), kind, component.node().with(entry), component.installed()));
      }
    }
    if (!taken) {
      note(
          override.value().position(),
          "",
          "no %s in this pipeline has the setting '%s'".formatted(kind.word(), override.key()));
    }
  }

  private boolean isOverridden(Node node) {
    return node.position().onCommandLine();
  }

  private String unknownName(Kind kind, String name) {
    for (Kind other : Kind.values()) {
      if (other != kind && declared.containsKey(path(other, name))) {
        return "'%s' is a %s, but a %s is needed here%s"
            .formatted(name, other.word(), kind.word(), listed(kind));
      }
    }
    if (kind != Kind.STAGE && catalog.find(kind, name).isPresent()) {
      return "no %1$s is named '%2$s'; to use the %1$s type '%2$s', write {type: %2$s}%3$s"
          .formatted(kind.word(), name, listed(kind));
    }
    List<String> names = named(kind).map(component -> name(component.path())).toList();
    return "no %s is named '%s'%s%s"
        .formatted(kind.word(), name, Suggestions.didYouMean(name, names), listed(kind));
  }

  private String listed(Kind kind) {
    String names =
        named(kind).map(component -> name(component.path())).collect(Collectors.joining(", "));
    return " (%s: %s)".formatted(kind.section(), names.isEmpty() ? "none" : names);
  }

  private static String path(Kind kind, String name) {
    return kind.section() + "." + name;
  }

  private void note(Position position, String place, String message) {
    problems.add(new Problem(position, place, message));
  }
}

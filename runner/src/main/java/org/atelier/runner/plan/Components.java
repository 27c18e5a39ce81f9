package org.atelier.runner.plan;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
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

  static final String TYPE = "type";

  private static final Pattern NAME = Pattern.compile(PipelineSettings.NAME);

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

  /** Inline components inside each other; only broken defaults reach it. */
  private static final int INLINE_LIMIT = 50;

  private final Catalog catalog;
  private final TypeFinder types;
  private final SettingsBinder binder;
  private final List<Problem> problems;
  private final Map<String, Declared> declared = new LinkedHashMap<>();
  private final Deque<Declared> binding = new ArrayDeque<>();
  private final Set<Declared> begun = new HashSet<>();
  private Repetition stages;

  Components(Catalog catalog, Leaves leaves, Bounds bounds, List<Problem> problems) {
    this.catalog = catalog;
    this.stages = new Repetition(List.of(), new StageReferences(catalog), problems);
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
    if (kind == Kind.STAGE) {
      repeatStages();
    }
  }

  private void repeatStages() {
    List<Declared> written = named(Kind.STAGE).toList();
    stages = new Repetition(written, new StageReferences(catalog), problems);
    written.forEach(stage -> declared.remove(stage.path()));
    stages.stages().forEach(stage -> declared.put(stage.path(), stage));
  }

  /** Returns problems as the file has them, where repeating stages has multiplied them. */
  List<Problem> inFile(List<Problem> found) {
    return stages.inFile(found);
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
      List<String> written = circle.stream().map(path -> declared.get(path).randomPlace()).toList();
      Map.Entry<String, Declared.Use> use =
          declared.get(first).uses().entrySet().stream()
              .filter(some -> some.getValue().target().equals(second))
              .findFirst()
              .orElseThrow();
      note(
          use.getValue().position(),
          written.get(0) + "." + use.getKey(),
          "a cycle, in which each needs the next: %s → %s"
              .formatted(String.join(" → ", written), written.get(0)));
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

  /** Returns a section as it is written to a file: the components by name. */
  Map<String, Object> section(Kind kind) {
    Map<String, Object> section = new LinkedHashMap<>();
    if (kind == Kind.STAGE) {
      for (String name : stages.names()) {
        section.put(name, new StageText(stages.matrix(name), stages.members(name)).mapping());
      }
    } else {
      named(kind)
          .forEach(component -> section.put(Places.last(component.path()), inline(component)));
    }
    return section;
  }

  /** Returns the components of a section in the order of the file. */
  private Stream<Declared> named(Kind kind) {
    return declared.values().stream()
        .filter(component -> component.path().equals(path(kind, Places.last(component.path()))));
  }

  /** Returns a component as a mapping in a file. */
  static Map<String, Object> inline(Declared component) {
    ComponentSpec spec = component.spec();
    Map<String, Object> mapping = new LinkedHashMap<>();
    mapping.put(TYPE, spec.type());
    mapping.putAll(spec.settings());
    return mapping;
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
    return Optional.of(
        reference(scalar.text(), path, Optional.of(written(scalar.text(), declared.get(path)))));
  }

  /**
   * Returns a reference as it is written to a file: by name, but a model in a model whole, as that
   * is kept with the trained network, far from this file.
   */
  private Object written(String name, Declared target) {
    if (target.kind() == Kind.MODEL && binding.element().kind() == Kind.MODEL) {
      bind(target);
      if (target.bound().isPresent()) {
        return inline(target);
      }
    }
    return name;
  }

  @Override
  public Optional<BoundValue> artifacts(
      Node node, ValueShape.ArtifactReference shape, String place) {
    boolean list = node instanceof Node.Sequence;
    List<Node> items = list ? ((Node.Sequence) node).items() : List.of(node);
    List<Object> plain = new ArrayList<>();
    List<BoundValue> references = new ArrayList<>();
    int fitting = 0;
    for (Node item : items) {
      String here = list ? place + "[" + plain.size() + "]" : place;
      plain.add(item instanceof Node.Scalar scalar ? scalar.text() : "");
      List<Declared> targets = targets(item, shape, here);
      fitting += targets.isEmpty() ? 0 : 1;
      for (Declared target : targets) {
        use(place + "[" + references.size() + "]", target.path(), item.position());
        references.add(reference(target, Optional.of(target.path())));
      }
    }
    return fitting == items.size()
        ? Optional.of(new BoundValue(Optional.of(plain), BoundValue.list(references).maker()))
        : Optional.empty();
  }

  @Override
  public Optional<BoundValue> artifact(
      Node node, ValueShape.ArtifactReference shape, String place) {
    List<Declared> targets = targets(node, shape, place);
    if (targets.isEmpty()) {
      return Optional.empty();
    }
    String name = ((Node.Scalar) node).text();
    if (targets.size() > 1 && binding.element().member().isEmpty()) {
      note(
          node.position(),
          place,
          "'%s' is repeated, and here is room for one; name one of %s"
              .formatted(name, members(name)));
      return Optional.empty();
    }
    // More than one fits a stage only in a cycle, which is noted once all uses are known.
    Declared target = targets.get(0);
    use(place, target.path(), node.position());
    return Optional.of(reference(target, Optional.of(name)));
  }

  /** Finds the repetitions of a stage that agree with what is bound; none if it does not fit. */
  private List<Declared> targets(Node node, ValueShape.ArtifactReference shape, String place) {
    if (!(node instanceof Node.Scalar scalar) || SettingsBinder.isNothing(node)) {
      note(
          node.position(),
          place,
          "expected the name of a stage that puts out %s, found %s (%s)"
              .formatted(
                  shape.artifact().getSimpleName(),
                  Leaves.found(node),
                  types.makers(shape.artifact())));
      return List.of();
    }
    List<Declared> named = stages.members(scalar.text());
    if (named.isEmpty()) {
      named = Optional.ofNullable(declared.get(path(Kind.STAGE, scalar.text()))).stream().toList();
    }
    if (named.isEmpty()) {
      note(node.position(), place, unknownName(Kind.STAGE, scalar.text()));
      return List.of();
    }
    if (!fits(named.get(0), scalar, shape, place)) {
      return List.of();
    }
    boolean whole = named.size() > 1;
    List<Declared> agreeing = named.stream().filter(stage -> !whole || agrees(stage)).toList();
    if (agreeing.isEmpty()) {
      note(
          node.position(),
          place,
          "no repetition of '%s' has the values %s of this one (%s)"
              .formatted(scalar.text(), binding.element().axes(), members(scalar.text())));
    }
    return agreeing;
  }

  private boolean agrees(Declared stage) {
    return stage.member().filter(member -> member.agrees(binding.element().axes())).isPresent();
  }

  private boolean fits(
      Declared stage, Node.Scalar name, ValueShape.ArtifactReference shape, String place) {
    if (stage.installed().isEmpty()) {
      return true; // what it puts out cannot be told
    }
    Class<?> output = stage.installed().get().component().output().orElseThrow();
    if (shape.artifact().isAssignableFrom(output)) {
      return true;
    }
    note(
        name.position(),
        place,
        "'%s' puts out %s, but '%s' needs %s (%s)"
            .formatted(
                name.text(),
                output.getSimpleName(),
                Places.last(place).replaceFirst("\\[.*", ""),
                shape.artifact().getSimpleName(),
                types.makers(shape.artifact())));
    return false;
  }

  private Optional<BoundValue> inline(Node.Mapping mapping, Kind kind, String place) {
    if (binding.size() > INLINE_LIMIT) {
      note(
          mapping.position(),
          binding.peekLast().path(),
          "its components contain each other without end, by the defaults of their plugins");
      return Optional.empty();
    }
    Declared component = binding.element().inline(place, kind, mapping, type(place, kind, mapping));
    declared.put(place, component);
    bind(component);
    if (component.bound().isEmpty()) {
      return Optional.empty();
    }
    use(place, place, mapping.position());
    return Optional.of(reference(place, place, Optional.of(inline(component))));
  }

  private BoundValue reference(Declared stage, Optional<Object> plain) {
    return reference(Places.last(stage.path()), stage.path(), plain);
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
    return new BoundValue(
        plain,
        resolver ->
            new PlannedReference(name, path, spec, declared.get(path).referredAxes(), resolver));
  }

  @Override
  public void file(String place, Path file) {
    // The pipeline's own settings are bound outside of any component.
    if (!binding.isEmpty()) {
      binding.element().file(place, file);
    }
  }

  private void use(String place, String target, Position position) {
    binding.element().use(place, target, position);
  }

  private void declare(String path, Kind kind, Node.Mapping mapping) {
    declared.put(path, new Declared(path, kind, mapping, type(path, kind, mapping)));
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
    if (!begun.add(component)) {
      return;
    }
    if (component.kind() == Kind.STAGE) {
      bindSeed(component);
    }
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
                                  reserved(component.kind()),
                                  component.path(),
                                  installed.component().type())));
              binding.pop();
            });
  }

  private static List<String> reserved(Kind kind) {
    return kind == Kind.STAGE
        ? List.of(TYPE, StageSettings.SEED, StageSettings.MATRIX)
        : List.of(TYPE);
  }

  /** A stage without a seed of its own that is repeated along one takes that. */
  private void bindSeed(Declared stage) {
    Node.Mapping node =
        new Node.Mapping(
            stage.node().entries().stream()
                .filter(entry -> entry.key().equals(StageSettings.SEED))
                .toList(),
            stage.node().position());
    binder
        .bind(node, SettingsShape.of(StageSettings.class), List.of(), stage.path(), "a stage")
        .map(bound -> (StageSettings) bound.make(NOT_RUNNING))
        .ifPresent(settings -> stage.seed(settings.seed().or(() -> seed(stage.axes()))));
  }

  private static Optional<Long> seed(Map<String, String> axes) {
    return Optional.ofNullable(axes.get(StageSettings.SEED))
        .filter(label -> WHOLE.matcher(label).matches())
        .map(Long::valueOf);
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
      boolean own =
          shape(component).map(SettingsShape::keys).orElse(List.of()).contains(override.key());
      if (own || (kind == Kind.STAGE && override.key().equals(StageSettings.SEED))) {
        taken = true;
        declared.put(component.path(), component.overridden(override));
      }
    }
    if (!taken) {
      note(
          override.value().position(),
          "",
          "no %s in this pipeline has the setting '%s'".formatted(kind.word(), override.key()));
    }
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
    String repeated = name.replaceFirst("\\[.*", "");
    if (kind == Kind.STAGE && stages.members(repeated).size() > 1) {
      return "'%s' has no repetition '%s' (%s)".formatted(repeated, name, members(repeated));
    }
    return "no %s is named '%s'%s%s"
        .formatted(kind.word(), name, Suggestions.didYouMean(name, names(kind)), listed(kind));
  }

  private List<String> names(Kind kind) {
    return kind == Kind.STAGE
        ? stages.names()
        : named(kind).map(component -> Places.last(component.path())).toList();
  }

  private String listed(Kind kind) {
    String names = String.join(", ", names(kind));
    return " (%s: %s)".formatted(kind.section(), names.isEmpty() ? "none" : names);
  }

  private String members(String name) {
    return stages.members(name).stream()
        .map(stage -> Places.last(stage.path()))
        .collect(Collectors.joining(", "));
  }

  private static String path(Kind kind, String name) {
    return kind.section() + "." + name;
  }

  private void note(Position position, String place, String message) {
    problems.add(new Problem(position, place, message));
  }
}

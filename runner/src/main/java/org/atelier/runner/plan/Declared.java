package org.atelier.runner.plan;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Kind;
import org.atelier.runner.definition.Definition;
import org.atelier.runner.definition.Node;
import org.atelier.runner.definition.Position;
import org.atelier.runner.plugin.InstalledComponent;

/** A component that the file defines, on its way to being planned. */
final class Declared {
  private final String path;
  private final Kind kind;
  private final Node.Mapping node;
  private final Optional<InstalledComponent> installed;
  private final Optional<Repeated> repeated;
  private final Map<String, Use> uses = new LinkedHashMap<>();
  private final Map<String, Path> files = new LinkedHashMap<>();
  private Optional<BoundRecord> bound = Optional.empty();
  private Optional<Long> seed = Optional.empty();

  /** A reference to another component, and where it was written. */
  record Use(String target, Position position) {}

  /**
   * What makes a stage one of several.
   *
   * @param member which of them it is
   * @param combination what its own matrix gives it
   */
  private record Repeated(Member member, Matrix.Combination combination) {}

  /** Declares what is not repeated, or not yet. */
  Declared(String path, Kind kind, Node.Mapping node, Optional<InstalledComponent> installed) {
    this(path, kind, node, installed, Optional.empty());
  }

  private Declared(
      String path,
      Kind kind,
      Node.Mapping node,
      Optional<InstalledComponent> installed,
      Optional<Repeated> repeated) {
    this.path = path;
    this.kind = kind;
    this.node = node;
    this.installed = installed;
    this.repeated = repeated;
  }

  /** Returns one of the repetitions of this stage. */
  Declared repeated(Member member, Matrix.Combination combination, Node.Mapping changed) {
    return new Declared(
        Repetition.path(member.name()),
        kind,
        changed,
        installed,
        Optional.of(new Repeated(member, combination)));
  }

  /**
   * Returns this component with a value that is given for every component, unless it has one from
   * the command line already.
   */
  Declared overridden(Definition.EveryOverride override) {
    Node.Mapping changed = EveryValue.put(node, override.key(), override.value());
    return new Declared(path, kind, changed, installed);
  }

  /** Returns a component that is written inline in this one, and repeated with it. */
  Declared inline(
      String place, Kind inlineKind, Node.Mapping mapping, Optional<InstalledComponent> type) {
    Declared inline = new Declared(place, inlineKind, mapping, type, repeated);
    inline.seed = seed;
    return inline;
  }

  /** Returns the same without a type: nothing more is to be said about it. */
  Declared unusable() {
    return new Declared(path, kind, node, Optional.empty());
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

  /** Returns which stage this is or belongs to; empty for what belongs to none. */
  Optional<Member> member() {
    return repeated.map(Repeated::member);
  }

  /** Returns the values of the axes that it is repeated along; none if it is not. */
  Map<String, String> axes() {
    return member().map(Member::axes).orElse(Map.of());
  }

  /** Returns the axes as those who refer to it see them: an inline component has none. */
  Map<String, String> referredAxes() {
    return kind == Kind.STAGE ? axes() : Map.of();
  }

  /** Returns what the stage's own matrix gives for a setting. */
  Optional<Matrix.Given> given(String key) {
    return repeated.flatMap(own -> own.combination().find(key));
  }

  /**
   * Returns where in the matrix a value was written.
   *
   * @param below the value's place below the component, such as {@code .epochs}
   */
  Optional<String> origin(String below) {
    return repeated.stream()
        .flatMap(own -> own.combination().choices().stream())
        .flatMap(choice -> choice.settings().stream())
        .filter(
            given ->
                below.equals("." + given.key())
                    || below.startsWith("." + given.key() + ".")
                    || below.startsWith("." + given.key() + "["))
        .findFirst()
        .map(given -> given.place() + below.substring(given.key().length() + 1));
  }

  /** Tells whether the matrix gives a part of a value, by the value's place below the component. */
  boolean isVariedWithin(String below) {
    return repeated.stream()
        .flatMap(own -> own.combination().choices().stream())
        .flatMap(choice -> choice.settings().stream())
        .anyMatch(given -> ("." + given.key()).startsWith(below + "."));
  }

  /** Returns the place that random numbers derive from: the same for all repetitions. */
  String randomPlace() {
    return member()
        .map(
            member ->
                Repetition.path(member.stage())
                    + path.substring(Repetition.path(member.name()).length()))
        .orElse(path);
  }

  /** Returns what the component refers to, by the setting's path below it. */
  Map<String, Use> uses() {
    return uses;
  }

  void use(String place, String target, Position position) {
    uses.put(place.substring(path.length() + 1), new Use(target, position));
  }

  /** Takes note of a file or folder that a setting names, by the setting's place. */
  void file(String place, Path file) {
    files.put(place.substring(path.length() + 1), file);
  }

  Optional<BoundRecord> bound() {
    return bound;
  }

  void bound(Optional<BoundRecord> record) {
    bound = record;
  }

  /** Returns the seed that the stage has of its own. */
  Optional<Long> seed() {
    return seed;
  }

  void seed(Optional<Long> own) {
    seed = own;
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
        java.util.Collections.unmodifiableMap(new LinkedHashMap<>(files)),
        bound.orElseThrow()::make,
        member().orElseGet(() -> new Member(Places.last(path), Map.of())),
        new PlannedComponent.Randomness(seed, randomPlace()));
  }
}

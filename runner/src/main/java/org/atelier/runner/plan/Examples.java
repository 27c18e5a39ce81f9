package org.atelier.runner.plan;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.atelier.api.Component;
import org.atelier.api.Kind;
import org.atelier.runner.definition.YamlWriter;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.InstalledComponent;
import org.atelier.runner.plugin.PluginReport;

/**
 * Writes the shortest pipeline in which a component has a part, with what is required only. Of
 * others that may go with it, those of its own plugin are taken first.
 */
final class Examples {
  /** Stands for a reference while it is tried. */
  private static final String ANYTHING = "anything";

  private final Catalog catalog;

  /** The components of the plugin that offers what is shown. */
  private final Set<Component<?>> companions;

  private final Map<Kind, Map<String, Map<String, Object>>> sections = new LinkedHashMap<>();
  private final Set<Component<?>> underWay = new HashSet<>();

  private Examples(Catalog catalog, Component<?> shown) {
    this.catalog = catalog;
    this.companions =
        catalog.components().stream()
            .filter(installed -> installed.component().equals(shown))
            .map(InstalledComponent::plugin)
            .flatMap(plugin -> offered(catalog, plugin))
            .collect(Collectors.toUnmodifiableSet());
    for (Kind kind : Kind.values()) {
      sections.put(kind, new LinkedHashMap<>());
    }
  }

  /**
   * Returns an example as YAML. It is a whole pipeline, unless no installed stage takes the
   * component, or none puts out what it needs.
   */
  static String of(Catalog catalog, Component<?> component) {
    Examples example = new Examples(catalog, component);
    String name = example.add(component, Map.of());
    if (component.kind() != Kind.STAGE) {
      example.addUser(component.kind(), name);
    }
    Map<String, Object> file = new LinkedHashMap<>();
    example.sections.forEach((kind, section) -> file.put(kind.section(), section));
    file.values().removeIf(section -> ((Map<?, ?>) section).isEmpty());
    return YamlWriter.write(file);
  }

  /** Adds a stage that takes a component of the kind, if there is one. */
  private void addUser(Kind kind, String name) {
    for (boolean required : List.of(true, false)) {
      for (Component<?> stage : stagesByNeeds()) {
        for (SettingsShape.SettingShape setting : SettingsShape.of(stage.settings()).flat()) {
          if (setting.required() == required && takes(setting.value(), kind)) {
            boolean list = setting.value() instanceof ValueShape.ListOf;
            add(stage, Map.of(setting.key(), list ? List.of(name) : name));
            return;
          }
        }
      }
    }
  }

  /** Returns the stages, those first that need the fewest others. */
  private List<Component<?>> stagesByNeeds() {
    return components(Kind.STAGE).stream()
        .sorted(
            Comparator.<Component<?>, Boolean>comparing(stage -> !isCompanion(stage))
                .thenComparing(Examples::requiredArtifacts))
        .toList();
  }

  private static boolean takes(ValueShape value, Kind kind) {
    if (value instanceof ValueShape.ListOf list) {
      return takes(list.element(), kind);
    }
    if (value instanceof ValueShape.OptionalOf optional) {
      return takes(optional.value(), kind);
    }
    return value instanceof ValueShape.ComponentReference reference && reference.kind() == kind;
  }

  /** Adds a component under a name of its own, and returns that name. */
  private String add(Component<?> component, Map<String, Object> given) {
    String name =
        switch (component.kind()) {
          case DATASET -> "train";
          case MODEL -> "my-model";
          case LOSS -> "my-loss";
          case STAGE -> component.type();
        };
    sections.get(component.kind()).put(name, inline(component, given));
    return name;
  }

  private Map<String, Object> inline(Component<?> component, Map<String, Object> given) {
    underWay.add(component);
    Map<String, Object> mapping = new LinkedHashMap<>();
    mapping.put("type", component.type());
    mapping.putAll(needed(component));
    mapping.putAll(given);
    underWay.remove(component);
    return mapping;
  }

  /** Returns what is required, and one setting more where the settings are refused without. */
  private Map<String, Object> needed(Component<?> component) {
    SettingsShape shape = SettingsShape.of(component.settings());
    Map<String, Object> required = required(shape);
    if (binds(component, required)) {
      return required;
    }
    for (boolean plain : List.of(true, false)) {
      for (SettingsShape.SettingShape setting : shape.flat()) {
        ValueShape shown =
            setting.value() instanceof ValueShape.OptionalOf optional
                ? optional.value()
                : setting.value();
        Map<String, Object> more = new LinkedHashMap<>(required);
        if (!setting.required() && (plain ? isPlain(shown) : isReference(shown))) {
          // What is referred to is made when it is known to be of use.
          more.put(setting.key(), plain ? value(setting, shown).orElseThrow() : ANYTHING);
        }
        if (more.size() > required.size() && binds(component, more)) {
          value(setting, shown).ifPresent(value -> more.put(setting.key(), value));
          return more;
        }
      }
    }
    return required;
  }

  private static boolean binds(Component<?> component, Map<String, Object> settings) {
    try {
      SpecBinder.bindWithAnyReferences(
          component.settings(), settings, new Leaves(Optional.of(Path.of("."))));
      return true;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  private static boolean isReference(ValueShape value) {
    return value instanceof ValueShape.ComponentReference
        || value instanceof ValueShape.ArtifactReference;
  }

  private static boolean isPlain(ValueShape value) {
    return value instanceof ValueShape.ListOf list
        ? isPlain(list.element())
        : value instanceof ValueShape.Leaf;
  }

  private Map<String, Object> required(SettingsShape shape) {
    Map<String, Object> mapping = new LinkedHashMap<>();
    for (SettingsShape.SettingShape setting : shape.flat()) {
      if (setting.required()) {
        value(setting, setting.value()).ifPresent(value -> mapping.put(setting.key(), value));
      }
    }
    return mapping;
  }

  private Optional<Object> value(SettingsShape.SettingShape setting, ValueShape shape) {
    if (shape instanceof ValueShape.Leaf leaf) {
      return Optional.of(leaf(setting, leaf.type()));
    }
    if (shape instanceof ValueShape.ListOf list) {
      return Optional.of(value(setting, list.element()).map(List::of).orElse(List.of()));
    }
    if (shape instanceof ValueShape.Nested nested) {
      return Optional.of(required(nested.settings()));
    }
    if (shape instanceof ValueShape.ComponentReference reference) {
      return component(reference.kind());
    }
    return shape instanceof ValueShape.ArtifactReference artifact
        ? maker(artifact.artifact())
        : Optional.empty();
  }

  /** Returns a component by name, or inline within another of its kind. */
  private Optional<Object> component(Kind kind) {
    Optional<String> present = sections.get(kind).keySet().stream().findFirst();
    if (present.isPresent()) {
      return Optional.of(present.get());
    }
    boolean within = underWay.stream().anyMatch(component -> component.kind() == kind);
    return components(kind).stream()
        .filter(component -> !underWay.contains(component))
        .min(
            Comparator.<Component<?>, Boolean>comparing(candidate -> !isCompanion(candidate))
                .thenComparing(Examples::neededSettings))
        .map(component -> within ? inline(component, Map.of()) : add(component, Map.of()));
  }

  private Optional<Object> maker(Class<?> artifact) {
    return components(Kind.STAGE).stream()
        .filter(stage -> stage.output().filter(artifact::isAssignableFrom).isPresent())
        .filter(stage -> !underWay.contains(stage))
        .findFirst()
        .map(stage -> add(stage, Map.of()));
  }

  /** Counts the settings that must be given, without making what they refer to. */
  private static long neededSettings(Component<?> component) {
    long required =
        SettingsShape.of(component.settings()).flat().stream()
            .filter(SettingsShape.SettingShape::required)
            .count();
    return required == 0 && !binds(component, Map.of()) ? 1 : required;
  }

  private static long requiredArtifacts(Component<?> component) {
    return SettingsShape.of(component.settings()).flat().stream()
        .filter(SettingsShape.SettingShape::required)
        .filter(setting -> setting.value() instanceof ValueShape.ArtifactReference)
        .count();
  }

  /** Returns a value that most bounds allow. */
  private static Object leaf(SettingsShape.SettingShape setting, Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return true;
    }
    if (type.isEnum()) {
      return Leaves.constants(type).get(0);
    }
    if (type == Path.class) {
      return setting.key().startsWith("path") ? "data/train" : "path/to/" + setting.key();
    }
    if (type == String.class) {
      return setting.key();
    }
    Method accessor = setting.component().getAccessor();
    if (accessor.isAnnotationPresent(Min.class)) {
      return accessor.getAnnotation(Min.class).value();
    }
    if (accessor.isAnnotationPresent(DecimalMin.class)) {
      return Double.valueOf(accessor.getAnnotation(DecimalMin.class).value());
    }
    return Leaves.isWhole(type) ? (Object) 1L : (Object) 0.5;
  }

  private static Stream<Component<?>> offered(Catalog catalog, PluginReport plugin) {
    return catalog.components().stream()
        .filter(installed -> installed.plugin().equals(plugin))
        .map(InstalledComponent::component);
  }

  private boolean isCompanion(Component<?> component) {
    return companions.contains(component);
  }

  /** Returns the components of a kind, those of the plugin that is shown before all others. */
  private List<Component<?>> components(Kind kind) {
    List<Component<?>> own = new ArrayList<>();
    List<Component<?>> others = new ArrayList<>();
    for (InstalledComponent installed : catalog.components()) {
      boolean sound = SettingsShape.ifSound(installed.component().settings()).isPresent();
      if (installed.component().kind() == kind && sound) {
        (isCompanion(installed.component()) ? own : others).add(installed.component());
      }
    }
    own.addAll(others);
    return own;
  }
}

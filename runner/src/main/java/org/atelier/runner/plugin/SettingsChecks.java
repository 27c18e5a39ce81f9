package org.atelier.runner.plugin;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.atelier.api.Artifact;
import org.atelier.api.Dataset;
import org.atelier.api.Flattened;
import org.atelier.api.Kind;
import org.atelier.api.Loss;
import org.atelier.api.Model;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.runner.definition.DefinitionReader;
import org.atelier.runner.definition.Position;
import org.atelier.runner.definition.ProblemsException;

/** Finds what keeps a settings record from being filled from a pipeline file. */
final class SettingsChecks {
  private static final Set<Class<?>> COMPONENTS = Set.of(Dataset.class, Model.class, Loss.class);

  private final String component;
  private final Set<Class<?>> around = new HashSet<>();

  private SettingsChecks(String component) {
    this.component = component;
  }

  /**
   * Checks a record and those inside it.
   *
   * @param component the component's kind and type, for messages
   * @param kind the component's kind
   * @param settings the record
   */
  static void check(String component, Kind kind, Class<? extends Record> settings)
      throws RefusedException {
    Set<String> keys = newKeys();
    if (kind == Kind.STAGE) {
      keys.addAll(List.of("seed", "matrix")); // which every stage takes
    }
    new SettingsChecks(component).check(settings, keys);
  }

  /** Returns the keys that are taken in each mapping: a component names its type there. */
  private static Set<String> newKeys() {
    return new HashSet<>(Set.of("type"));
  }

  private void check(Class<?> settings, Set<String> keys) throws RefusedException {
    if (!around.add(settings)) {
      throw new RefusedException(
          "%s: its settings record %s contains itself".formatted(component, settings.getName()),
          "leave that component of the record out");
    }
    for (RecordComponent setting : settings.getRecordComponents()) {
      check(settings, setting, keys);
    }
    around.remove(settings);
  }

  private void check(Class<?> settings, RecordComponent setting, Set<String> keys)
      throws RefusedException {
    boolean flattened = setting.isAnnotationPresent(Flattened.class);
    if (!flattened && !setting.isAnnotationPresent(Setting.class)) {
      throw refused(
          settings,
          setting,
          "has no @Setting",
          "describe it with @Setting, or mark a shared record with @Flattened");
    }
    if (flattened && !setting.getType().isRecord()) {
      throw refused(
          settings, setting, "is @Flattened but not a record", "describe it with @Setting instead");
    }
    if (flattened) {
      check(setting.getType(), keys);
      return;
    }
    if (!keys.add(setting.getName())) {
      throw refused(
          settings,
          setting,
          "has the name of another setting, or is named type (in a stage: or seed, or matrix)",
          "give it a name of its own");
    }
    checkType(settings, setting, setting.getGenericType());
    checkDefault(settings, setting);
  }

  private void checkDefault(Class<?> settings, RecordComponent setting) throws RefusedException {
    String written = setting.getAnnotation(Setting.class).defaultValue();
    try {
      DefinitionReader.readValue(written, Position.ofOption("default"));
    } catch (ProblemsException broken) {
      throw refused(
          settings,
          setting,
          "has the default '%s', which is no YAML: %s"
              .formatted(written, broken.problems().get(0).message()),
          "write the default as it would stand in a pipeline file");
    }
  }

  private void checkType(Class<?> settings, RecordComponent setting, Type type)
      throws RefusedException {
    if (type instanceof WildcardType wildcard) {
      checkType(settings, setting, wildcard.getUpperBounds()[0]);
    } else if (type instanceof ParameterizedType generic
        && (generic.getRawType() == Optional.class || generic.getRawType() == List.class)) {
      checkType(settings, setting, generic.getActualTypeArguments()[0]);
    } else if (type instanceof Class<?> plain && plain.isRecord()) {
      check(plain, newKeys());
    } else if (!PlainValues.contains(type) && !isReference(type)) {
      throw refused(
          settings,
          setting,
          "is of the type %s, which no setting can have".formatted(type.getTypeName()),
          "take a number, boolean, string, enum, path, record or Reference, or a List or an Optional"
              + " of these");
    }
  }

  private static boolean isReference(Type type) {
    if (!(type instanceof ParameterizedType generic) || generic.getRawType() != Reference.class) {
      return false;
    }
    Type target = generic.getActualTypeArguments()[0];
    if (target instanceof WildcardType wildcard) {
      target = wildcard.getUpperBounds()[0];
    }
    return target instanceof Class<?> plain
        && (COMPONENTS.contains(plain) || Artifact.class.isAssignableFrom(plain));
  }

  private RefusedException refused(
      Class<?> settings, RecordComponent setting, String fault, String remedy) {
    return new RefusedException(
        "%s: the component '%s' of its settings record %s %s"
            .formatted(component, setting.getName(), settings.getName(), fault),
        remedy);
  }
}

package org.atelier.runner.plan;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.atelier.api.Flattened;
import org.atelier.api.Setting;

/**
 * What a settings record says about itself: the one source of binding, messages, descriptions and
 * the schema.
 *
 * @param type the record
 * @param settings its settings in the order of the record
 */
record SettingsShape(Class<? extends Record> type, List<SettingShape> settings) {
  SettingsShape {
    settings = List.copyOf(settings);
  }

  /**
   * One setting.
   *
   * @param component the record component that holds it
   * @param key its key in pipeline files
   * @param description what it means
   * @param defaultValue its default as YAML
   * @param value what it takes
   * @param flattened whether the settings of its value stand beside the others
   */
  record SettingShape(
      RecordComponent component,
      String key,
      String description,
      Optional<String> defaultValue,
      ValueShape value,
      boolean flattened) {

    /** Tells whether the key must be given. */
    boolean required() {
      return defaultValue.isEmpty() && !(value instanceof ValueShape.OptionalOf);
    }
  }

  /**
   * Reads a record's declaration.
   *
   * @throws IllegalArgumentException if it does not describe settings, which is the plugin author's
   *     mistake
   */
  static SettingsShape of(Class<? extends Record> type) {
    return of(type, Set.of());
  }

  /**
   * Reads the declaration of a record that others contain.
   *
   * @param around the records that contain it
   */
  static SettingsShape of(Class<? extends Record> type, Set<Class<?>> around) {
    if (around.contains(type)) {
      throw new IllegalArgumentException(type.getName() + " contains itself");
    }
    Set<Class<?>> inside = new HashSet<>(around);
    inside.add(type);
    List<SettingShape> settings = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      settings.add(setting(type, component, inside));
    }
    SettingsShape shape = new SettingsShape(type, settings);
    List<String> keys = shape.keys();
    if (keys.stream().distinct().count() < keys.size() || keys.contains("type")) {
      throw new IllegalArgumentException(
          "%s: a key is used twice, or is 'type': %s".formatted(type.getName(), keys));
    }
    return shape;
  }

  /** Returns a record's declaration; empty if it does not describe settings. */
  static Optional<SettingsShape> ifSound(Class<? extends Record> type) {
    try {
      return Optional.of(of(type));
    } catch (IllegalArgumentException | LinkageError unsound) {
      return Optional.empty();
    }
  }

  /** Returns all keys, those of flattened records in their place. */
  List<String> keys() {
    return flat().stream().map(SettingShape::key).toList();
  }

  /** Returns all settings, those of flattened records in their place. */
  List<SettingShape> flat() {
    List<SettingShape> all = new ArrayList<>();
    for (SettingShape setting : settings) {
      if (setting.flattened()) {
        all.addAll(((ValueShape.Nested) setting.value()).settings().flat());
      } else {
        all.add(setting);
      }
    }
    return all;
  }

  /** Returns a name in kebab case: {@code batchSize} becomes {@code batch-size}. */
  static String kebab(String camel) {
    return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** Returns an enum constant as it is written in pipeline files. */
  static String constant(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static SettingShape setting(
      Class<?> type, RecordComponent component, Set<Class<?>> around) {
    boolean flattened = component.isAnnotationPresent(Flattened.class);
    Setting setting = component.getAnnotation(Setting.class);
    String where = type.getName() + "." + component.getName();
    if (setting == null && !flattened) {
      throw new IllegalArgumentException(where + " has no @Setting");
    }
    try {
      ValueShape value = ValueShape.of(component.getGenericType(), around);
      if (flattened && !(value instanceof ValueShape.Nested)) {
        throw new IllegalArgumentException("only a record can be flattened");
      }
      return new SettingShape(
          component,
          kebab(component.getName()),
          flattened ? "" : setting.value(),
          flattened || setting.defaultValue().isEmpty()
              ? Optional.empty()
              : Optional.of(setting.defaultValue()),
          value,
          flattened);
    } catch (IllegalArgumentException unfit) {
      throw new IllegalArgumentException(where + ": " + unfit.getMessage(), unfit);
    }
  }
}

package org.atelier.runner.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A stage as it is written to a file, with all defaults: once, however often it is repeated. The
 * text is made of what its repetitions were bound to, so that it means the same in any folder.
 *
 * @param matrix the stage's own matrix
 * @param members its repetitions
 */
record StageText(Matrix matrix, List<Declared> members) {
  Map<String, Object> mapping() {
    Map<String, Object> mapping = new LinkedHashMap<>();
    mapping.put(Components.TYPE, members.get(0).spec().type());
    Map<String, Object> settings = copy(settings(members.get(0)));
    Set<String> roots = new LinkedHashSet<>();
    matrix.keys().forEach(key -> roots.add(Matrix.path(key).get(0)));
    roots.forEach(root -> unvaried(root, settings));
    Optional.ofNullable(settings.remove(StageSettings.SEED))
        .ifPresent(seed -> mapping.put(StageSettings.SEED, seed));
    if (!matrix.axes().isEmpty()) {
      Map<String, Object> axes = new LinkedHashMap<>();
      matrix.axes().forEach(axis -> axes.put(axis.name(), values(axis)));
      mapping.put(StageSettings.MATRIX, axes);
    }
    mapping.putAll(settings);
    return mapping;
  }

  /** Returns the settings of one repetition, the seed among them if it is its own. */
  private static Map<String, Object> settings(Declared member) {
    Map<String, Object> settings = new LinkedHashMap<>();
    if (member.node().find(StageSettings.SEED).isPresent()) {
      member.seed().ifPresent(seed -> settings.put(StageSettings.SEED, seed));
    }
    settings.putAll(member.spec().settings());
    return settings;
  }

  /** Gives a setting that the matrix varies the value that it has without the matrix. */
  private void unvaried(String root, Map<String, Object> settings) {
    List<String> keys =
        matrix.keys().stream().filter(key -> Matrix.path(key).get(0).equals(root)).toList();
    Optional<Declared> plain = without(keys);
    if (plain.isPresent()) {
      put(settings, List.of(root), at(settings(plain.get()), List.of(root)));
      return;
    }
    for (String key : keys) {
      List<String> path = Matrix.path(key);
      put(settings, path, without(List.of(key)).flatMap(member -> at(settings(member), path)));
    }
  }

  private Optional<Declared> without(List<String> keys) {
    return members.stream()
        .filter(member -> keys.stream().noneMatch(key -> member.given(key).isPresent()))
        .findFirst();
  }

  /** Returns an axis as a list, or with names where the values do not give them. */
  private Object values(Matrix.Axis axis) {
    List<Object> list = new ArrayList<>();
    Map<String, Object> groups = new LinkedHashMap<>();
    for (Matrix.Choice choice : axis.choices()) {
      Map<String, Object> group = new LinkedHashMap<>();
      for (Matrix.Given given : choice.settings()) {
        Object value = value(axis, choice, given.key());
        group.put(given.key(), value);
        if (given.key().equals(axis.name())
            && choice.settings().size() == 1
            && value != null
            && MatrixReader.label(value).equals(choice.label())) {
          list.add(value);
        }
      }
      groups.put(choice.label(), group);
    }
    return list.size() == axis.choices().size() ? list : groups;
  }

  private Object value(Matrix.Axis axis, Matrix.Choice choice, String key) {
    return members.stream()
        .filter(member -> choice.label().equals(member.axes().get(axis.name())))
        .findFirst()
        .flatMap(member -> at(settings(member), Matrix.path(key)))
        .orElse(null);
  }

  private static Optional<Object> at(Object value, List<String> path) {
    if (path.isEmpty()) {
      return Optional.ofNullable(value);
    }
    return value instanceof Map<?, ?> map
        ? at(map.get(path.get(0)), path.subList(1, path.size()))
        : Optional.empty();
  }

  private static void put(Map<String, Object> settings, List<String> path, Optional<Object> value) {
    String key = path.get(0);
    if (path.size() > 1) {
      Object inner = settings.get(key);
      if (inner instanceof Map<?, ?> map) {
        Map<String, Object> changed = copy(map);
        put(changed, path.subList(1, path.size()), value);
        settings.put(key, changed);
      }
    } else if (value.isPresent()) {
      settings.put(key, value.get());
    } else {
      settings.remove(key);
    }
  }

  private static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put((String) key, value));
    return copy;
  }
}

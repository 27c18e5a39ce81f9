package org.atelier.runner.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.atelier.runner.definition.Node;

/**
 * What a stage is repeated with: each combination of one choice from every axis.
 *
 * @param axes the axes in the order of the file; none for a stage that is not repeated
 */
record Matrix(List<Axis> axes) {
  /** The only combination of a matrix without axes. */
  private static final Combination PLAIN = new Combination(Map.of(), List.of());

  Matrix {
    axes = List.copyOf(axes);
  }

  /**
   * What is varied.
   *
   * @param name a setting, or a name of the author's
   * @param choices what it can be
   */
  record Axis(String name, List<Choice> choices) {
    Axis {
      choices = List.copyOf(choices);
    }
  }

  /**
   * One value of an axis.
   *
   * @param label how it appears in names
   * @param settings the settings that it gives; a key with dots leads into a setting
   */
  record Choice(String label, List<Given> settings) {
    Choice {
      settings = List.copyOf(settings);
    }

    Optional<Given> find(String key) {
      return settings.stream().filter(given -> given.key().equals(key)).findFirst();
    }
  }

  /**
   * A setting that a choice gives.
   *
   * @param entry the key and the value, as they are put into the stage
   * @param place where it is in the pipeline
   */
  record Given(Node.Entry entry, String place) {
    String key() {
      return entry.key();
    }
  }

  /**
   * One choice from every axis.
   *
   * @param labels the axes with the labels of what is chosen
   * @param choices what is chosen
   */
  record Combination(Map<String, String> labels, List<Choice> choices) {
    /** Returns what is given for a key, whatever the axis. */
    Optional<Given> find(String key) {
      return choices.stream().flatMap(choice -> choice.find(key).stream()).findFirst();
    }
  }

  /** Returns the number of combinations; a huge one is cut off. */
  long size() {
    long size = 1;
    for (Axis axis : axes) {
      size = Math.min(Integer.MAX_VALUE, size * axis.choices().size());
    }
    return size;
  }

  /** Returns all combinations, the last axis varying fastest. */
  List<Combination> combinations() {
    List<Combination> combinations = List.of(PLAIN);
    for (Axis axis : axes) {
      List<Combination> longer = new ArrayList<>();
      for (Combination combination : combinations) {
        axis.choices().forEach(choice -> longer.add(with(combination, axis, choice)));
      }
      combinations = longer;
    }
    return combinations;
  }

  private static Combination with(Combination combination, Axis axis, Choice choice) {
    Map<String, String> labels = new LinkedHashMap<>(combination.labels());
    labels.put(axis.name(), choice.label());
    List<Choice> choices = new ArrayList<>(combination.choices());
    choices.add(choice);
    return new Combination(labels, choices);
  }

  /** Returns the keys that any choice gives. */
  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    axes.forEach(axis -> keys.addAll(keys(axis)));
    return keys;
  }

  /** Returns the keys that lead to a setting, from one with dots. */
  static List<String> path(String key) {
    return List.of(key.split("\\.", -1));
  }

  static Set<String> keys(Axis axis) {
    Set<String> keys = new LinkedHashSet<>();
    for (Choice choice : axis.choices()) {
      choice.settings().forEach(given -> keys.add(given.key()));
    }
    return keys;
  }

  /** Tells whether every combination gives a key. */
  boolean alwaysGives(String key) {
    return axes.stream()
        .anyMatch(axis -> axis.choices().stream().allMatch(choice -> choice.find(key).isPresent()));
  }
}

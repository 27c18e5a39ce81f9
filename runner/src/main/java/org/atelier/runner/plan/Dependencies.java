package org.atelier.runner.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.atelier.api.Kind;

/** Which component needs which: finds circles, and an order in which all can be made. */
final class Dependencies {
  private final Map<String, Declared> components;

  Dependencies(Map<String, Declared> components) {
    this.components = components;
  }

  /** Returns circles of references, each a list of paths; every circle shares one with these. */
  List<List<String>> circles() {
    List<List<String>> circles = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (String path : components.keySet()) {
      follow(path, new ArrayList<>(), done, circles);
    }
    return circles;
  }

  private void follow(
      String path, List<String> trail, Set<String> done, List<List<String>> circles) {
    int before = trail.indexOf(path);
    if (before >= 0) {
      circles.add(List.copyOf(trail.subList(before, trail.size())));
      return;
    }
    if (done.contains(path) || !components.containsKey(path)) {
      return;
    }
    trail.add(path);
    for (Declared.Use use : uses(path)) {
      follow(use.target(), trail, done, circles);
    }
    trail.remove(trail.size() - 1);
    done.add(path);
  }

  /**
   * Returns all components, each after those that it needs; stages that are free to come in any
   * order come in that of the file.
   */
  List<Declared> inOrder() {
    Map<String, Declared> waiting = new LinkedHashMap<>();
    // What is written inline is known last, and must not keep its stage waiting for others.
    for (boolean stage : List.of(false, true)) {
      components.values().stream()
          .filter(component -> stage == (component.kind() == Kind.STAGE))
          .forEach(component -> waiting.put(component.path(), component));
    }
    List<Declared> ordered = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Declared next =
          waiting.values().stream()
              .filter(
                  component ->
                      component.uses().values().stream()
                          .noneMatch(use -> waiting.containsKey(use.target())))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("a circle among " + waiting.keySet()));
      ordered.add(next);
      waiting.remove(next.path());
    }
    return ordered;
  }

  private Collection<Declared.Use> uses(String path) {
    return components.get(path).uses().values();
  }
}

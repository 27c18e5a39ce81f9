package org.atelier.runner.plan;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.atelier.api.Kind;

/**
 * A pipeline that has been checked as a whole.
 *
 * @param file the pipeline file
 * @param pipeline the pipeline's name
 * @param seed what every random number derives from
 * @param engine {@code auto}, {@code mxnet} or {@code pytorch}
 * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param components the datasets, models and losses by path, inline ones included, each after those
 *     that it refers to
 * @param stages the stages, each after those that it depends on
 * @param resolved the pipeline file with overrides, environment and defaults filled in and paths
 *     made absolute: YAML that runs as it is
 */
public record Plan(
    Path file,
    String pipeline,
    long seed,
    String engine,
    String device,
    Map<String, PlannedComponent> components,
    List<PlannedComponent> stages,
    String resolved) {
  /** Copies the collections, keeping their order. */
  public Plan {
    components = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(components));
    stages = List.copyOf(stages);
  }

  /**
   * Returns the datasets that a stage refers to, directly or through other components but not
   * through other stages, each after those that it refers to itself.
   *
   * @param stage one of the stages
   */
  public List<PlannedComponent> datasets(PlannedComponent stage) {
    Set<String> used = new HashSet<>();
    follow(stage, used);
    return components.values().stream()
        .filter(component -> used.contains(component.path()))
        .filter(component -> component.installed().component().kind() == Kind.DATASET)
        .toList();
  }

  private void follow(PlannedComponent component, Set<String> used) {
    for (String path : component.references().values()) {
      if (components.containsKey(path) && used.add(path)) {
        follow(components.get(path), used);
      }
    }
  }

  /**
   * Returns the paths of the stages whose output a stage takes in, directly or through components
   * that it uses.
   *
   * @param stage one of the stages
   */
  public Set<String> inputs(PlannedComponent stage) {
    Set<String> used = new HashSet<>();
    follow(stage, used);
    return Stream.concat(Stream.of(stage), used.stream().map(components::get))
        .flatMap(component -> component.stages().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Returns the plan of some of the stages. The text of the file stays that of the whole.
   *
   * @param paths the stages' paths, those that they depend on among them
   */
  public Plan with(Set<String> paths) {
    return new Plan(
        file,
        pipeline,
        seed,
        engine,
        device,
        components,
        stages.stream().filter(stage -> paths.contains(stage.path())).toList(),
        resolved);
  }

  /**
   * Returns the plan on a certain engine and device. The text of the file stays as it is, which may
   * leave the choice open.
   *
   * @param engine {@code mxnet} or {@code pytorch}
   * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
   */
  public Plan on(String engine, String device) {
    return new Plan(file, pipeline, seed, engine, device, components, stages, resolved);
  }

  /** Finds a component or stage by its path. */
  public Optional<PlannedComponent> find(String path) {
    return Optional.ofNullable(components.get(path))
        .or(() -> stages.stream().filter(stage -> stage.path().equals(path)).findFirst());
  }
}

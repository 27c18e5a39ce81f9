package org.atelier.runner.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.atelier.api.Kind;
import org.atelier.runner.definition.Definition;
import org.atelier.runner.definition.Node;
import org.atelier.runner.definition.Position;
import org.atelier.runner.definition.Problem;
import org.atelier.runner.definition.ProblemsException;
import org.atelier.runner.definition.YamlWriter;
import org.atelier.runner.plugin.Catalog;

/** Checks a definition against what the installed plugins take, as a whole. */
public final class Planner {
  private final Definition definition;
  private final List<Problem> problems;
  private final SettingsBinder headerBinder;
  private final Components components;
  private final Position start;

  private Planner(Definition definition, Catalog catalog) {
    this.definition = definition;
    this.problems = new ArrayList<>(definition.problems());
    this.start = new Position(definition.file().toString(), 1, 1);
    Leaves leaves = new Leaves(Optional.of(folder(definition.file())));
    Bounds bounds = new Bounds();
    this.components = new Components(catalog, leaves, bounds, problems);
    this.headerBinder = new SettingsBinder(leaves, bounds, components, problems);
  }

  /**
   * Plans a pipeline. Settings records are made once, so that their own checks run, but no
   * component is.
   *
   * @throws ProblemsException with all that is wrong, if anything is
   */
  public static Plan plan(Definition definition, Catalog catalog) throws ProblemsException {
    return new Planner(definition, catalog).plan();
  }

  private Plan plan() throws ProblemsException {
    Optional<BoundRecord> header = header();
    for (Kind kind : Kind.values()) {
      declare(kind);
    }
    components.bind();
    components.checkCircles();
    components.checkRecords();
    if (!problems.isEmpty()) {
      throw new ProblemsException(withoutConsequences());
    }
    return plan(header.orElseThrow());
  }

  /** Drops what follows from a value that could not be read, such as a variable that is not set. */
  private List<Problem> withoutConsequences() {
    List<Problem> first = definition.problems();
    return components.inFile(problems).stream()
        .filter(
            problem ->
                first.contains(problem)
                    || first.stream().noneMatch(other -> other.concernsSameAs(problem)))
        .toList();
  }

  private Plan plan(BoundRecord header) {
    PipelineSettings settings = (PipelineSettings) header.make(Components.NOT_RUNNING);
    String name = settings.pipeline().orElseGet(this::nameOfFile);
    Map<String, PlannedComponent> planned = new LinkedHashMap<>();
    List<PlannedComponent> stages = new ArrayList<>();
    for (Declared component : components.inOrder()) {
      if (component.kind() == Kind.STAGE) {
        stages.add(component.planned());
      } else {
        planned.put(component.path(), component.planned());
      }
    }
    return new Plan(
        definition.file(),
        name,
        settings.seed(),
        SettingsShape.constant(settings.engine()),
        settings.device(),
        planned,
        stages,
        resolved(name, header));
  }

  private Optional<BoundRecord> header() {
    SettingsShape shape = SettingsShape.of(PipelineSettings.class);
    List<String> known =
        Stream.concat(shape.keys().stream(), Stream.of(Kind.values()).map(Kind::section)).toList();
    List<Node.Entry> own = new ArrayList<>();
    for (Node.Entry entry : definition.root().entries()) {
      if (!known.contains(entry.key())) {
        String message =
            "unknown section%s (a pipeline has: %s)"
                .formatted(Suggestions.didYouMean(entry.key(), known), String.join(", ", known));
        problems.add(new Problem(entry.keyPosition(), entry.key(), message));
      } else if (shape.keys().contains(entry.key())) {
        own.add(entry);
      }
    }
    return headerBinder.bind(new Node.Mapping(own, start), shape, List.of(), "", "a pipeline");
  }

  private void declare(Kind kind) {
    Optional<Node> section = definition.root().find(kind.section());
    List<Node.Entry> entries = List.of();
    if (section.isPresent() && section.get() instanceof Node.Mapping mapping) {
      entries = mapping.entries();
    } else if (section.isPresent() && !SettingsBinder.isNothing(section.get())) {
      problems.add(
          new Problem(
              section.get().position(),
              kind.section(),
              "expected a mapping from names to %s, found %s"
                  .formatted(kind.section(), Leaves.found(section.get()))));
      return;
    }
    if (kind == Kind.STAGE && entries.isEmpty()) {
      Position position = section.map(Node::position).orElse(start);
      problems.add(
          new Problem(position, "stages", "a pipeline needs at least one stage; there is none"));
    }
    List<Definition.EveryOverride> every =
        definition.forEvery().stream()
            .filter(override -> override.section().equals(kind.section()))
            .toList();
    components.declare(kind, entries, every);
  }

  private String resolved(String name, BoundRecord header) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("pipeline", name);
    header.plain().forEach(file::putIfAbsent);
    for (Kind kind : Kind.values()) {
      Map<String, Object> section = components.section(kind);
      if (!section.isEmpty()) {
        file.put(kind.section(), section);
      }
    }
    return YamlWriter.write(file);
  }

  private String nameOfFile() {
    String file = definition.file().getFileName().toString();
    String name =
        file.replaceFirst("\\.[^.]*$", "")
            .replaceAll("[^A-Za-z0-9_-]+", "-")
            .replaceFirst("^[-_]+", "");
    return name.isEmpty() ? "pipeline" : name;
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().normalize().getParent();
  }
}

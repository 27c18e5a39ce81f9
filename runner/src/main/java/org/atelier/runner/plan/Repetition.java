package org.atelier.runner.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.atelier.api.Kind;
import org.atelier.runner.definition.Node;
import org.atelier.runner.definition.Position;
import org.atelier.runner.definition.Problem;

/**
 * Repeats the stages that have a matrix, and with them those that refer to them one by one.
 *
 * <p>A stage's repetitions are the join of its own combinations with the repetitions of each stage
 * that it refers to: they agree on axes of the same name, and others multiply.
 */
final class Repetition {
  /** Stages that a pipeline may have once all matrices are written out. */
  static final int LIMIT = 1000;

  static final String TOO_MANY =
      "the pipeline has more than %d stages once they are repeated; take values out of a matrix"
          .formatted(LIMIT);

  private static final int NAME_LIMIT = 120;

  private final Map<String, Declared> written = new LinkedHashMap<>();
  private final Map<String, Matrix> matrices = new HashMap<>();
  private final Map<String, List<Declared>> members = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();
  private final StageReferences references;
  private final List<Problem> problems;
  private int count;

  /**
   * Repeats stages.
   *
   * @param stages the stages as they are written
   * @param problems gets what does not fit
   */
  Repetition(List<Declared> stages, StageReferences references, List<Problem> problems) {
    this.references = references;
    this.problems = problems;
    stages.forEach(stage -> written.put(Places.last(stage.path()), stage));
    stages.forEach(
        stage -> matrices.put(Places.last(stage.path()), MatrixReader.read(stage, problems)));
    written.keySet().forEach(this::repeat);
  }

  /** Returns all repetitions of all stages, in the order of the file. */
  Stream<Declared> stages() {
    return written.keySet().stream().flatMap(name -> members.get(name).stream());
  }

  /** Returns the names that stages have in the file. */
  List<String> names() {
    return List.copyOf(written.keySet());
  }

  /** Returns the repetitions of a stage; a single one if it is not repeated, none for no stage. */
  List<Declared> members(String name) {
    return members.getOrDefault(name, List.of());
  }

  /** Returns a stage's own matrix. */
  Matrix matrix(String name) {
    return matrices.get(name);
  }

  /**
   * Returns problems as the file has them: one in a matrix at its place there, and one that all
   * repetitions of a stage have in common once.
   */
  List<Problem> inFile(List<Problem> found) {
    Map<Problem, List<Problem>> shared = new LinkedHashMap<>();
    for (Problem problem : found) {
      shared.computeIfAbsent(inFile(problem), key -> new ArrayList<>()).add(problem);
    }
    List<Problem> result = new ArrayList<>();
    shared.forEach(
        (common, own) -> {
          if (isForSome(own)) {
            own.stream().distinct().forEach(result::add);
          } else {
            result.add(common);
          }
        });
    return result;
  }

  /** Tells whether problems are those of some repetitions as such, and not of a written value. */
  private boolean isForSome(List<Problem> own) {
    Problem first = own.get(0);
    Optional<Declared> stage = member(first.place());
    Optional<Member> member = stage.flatMap(Declared::member);
    if (member.isEmpty()) {
      return false;
    }
    String below = first.place().substring(stage.get().path().length());
    return own.stream().distinct().count() < members.get(member.get().stage()).size()
        && stage.get().origin(below).isEmpty()
        && (below.isEmpty() || stage.get().isVariedWithin(below));
  }

  private Problem inFile(Problem problem) {
    Optional<Declared> stage = member(problem.place());
    if (stage.isEmpty()) {
      return problem;
    }
    String rest = problem.place().substring(stage.get().path().length());
    return new Problem(
        problem.position(),
        stage.get().origin(rest).orElse(stage.get().randomPlace() + rest),
        problem.message());
  }

  private Optional<Declared> member(String place) {
    String path = Places.component(place);
    return stages().filter(stage -> stage.path().equals(path)).findFirst();
  }

  private List<Declared> repeat(String name) {
    List<Declared> known = members.get(name);
    if (known != null) {
      return known;
    }
    if (!underWay.add(name)) {
      return List.of(); // a cycle, which is told later
    }
    Declared stage = written.get(name);
    Matrix matrix = matrices.get(name);
    List<Declared> repeated = new ArrayList<>();
    if (matrix.size() > LIMIT) {
      refuse(stage, repeated, TOO_MANY);
    } else {
      repeat(stage, name, matrix, repeated);
    }
    underWay.remove(name);
    members.put(name, List.copyOf(repeated));
    return members.get(name);
  }

  private void repeat(Declared stage, String name, Matrix matrix, List<Declared> repeated) {
    Set<String> names = new HashSet<>();
    for (Matrix.Combination combination : matrix.combinations()) {
      Node.Mapping node = node(stage, combination);
      for (Map<String, String> axes : axes(stage, node, combination)) {
        Member member = new Member(name, axes);
        Optional<String> fault = fault(member, names);
        if (fault.isPresent()) {
          refuse(stage, repeated, fault.get());
          return;
        }
        repeated.add(stage.repeated(member, combination, node));
      }
    }
    if (repeated.isEmpty()) {
      repeated.add(stage.unusable());
    }
    repeated.sort(byAxes(repeated));
  }

  /** Orders repetitions by their first axis, then the second: by where a value came first. */
  private static Comparator<Declared> byAxes(List<Declared> repeated) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Declared stage : repeated) {
      stage
          .axes()
          .forEach(
              (axis, value) -> {
                List<String> before = values.computeIfAbsent(axis, key -> new ArrayList<>());
                if (!before.contains(value)) {
                  before.add(value);
                }
              });
    }
    Comparator<Declared> order = Comparator.comparing(stage -> 0);
    for (Map.Entry<String, List<String>> axis : values.entrySet()) {
      order =
          order.thenComparing(
              stage -> axis.getValue().indexOf(stage.axes().getOrDefault(axis.getKey(), "")));
    }
    return order;
  }

  private Optional<String> fault(Member member, Set<String> names) {
    if (++count > LIMIT && member.isRepeated()) {
      return Optional.of(TOO_MANY);
    }
    if (member.isRepeated() && member.name().length() > NAME_LIMIT) {
      return Optional.of(
          "the repetition '%s' has a name longer than %d letters, which becomes that of a folder; give shorter names"
              .formatted(member.name(), NAME_LIMIT));
    }
    return names.add(member.name())
        ? Optional.empty()
        : Optional.of(
            "two repetitions are both called '%s'; rename a value".formatted(member.name()));
  }

  private void refuse(Declared stage, List<Declared> repeated, String fault) {
    Position position = stage.node().find(StageSettings.MATRIX).orElse(stage.node()).position();
    note(position, stage.path(), fault);
    repeated.clear();
    repeated.add(stage.unusable());
  }

  /** Returns the axes of each repetition that one of the stage's own combinations gives. */
  private List<Map<String, String>> axes(
      Declared stage, Node.Mapping node, Matrix.Combination combination) {
    List<Map<String, String>> rows = List.of(Map.of());
    Map<String, Source> sources = new HashMap<>();
    for (Matrix.Axis axis : matrices.get(Places.last(stage.path())).axes()) {
      List<String> labels = axis.choices().stream().map(Matrix.Choice::label).toList();
      sources.put(axis.name(), new Source("its own matrix", new LinkedHashSet<>(labels)));
    }
    for (String name : references.of(stage.installed(), node)) {
      if (!written.containsKey(name)) {
        continue; // unknown, or a single repetition; binding tells
      }
      List<Member> others =
          repeat(name).stream().flatMap(other -> other.member().stream()).toList();
      if (others.stream().noneMatch(Member::isRepeated)) {
        continue;
      }
      if (!isJoinable(stage, name, others, sources)) {
        return List.of();
      }
      rows = join(rows, others);
    }
    return join(rows, List.of(new Member("", combination.labels())));
  }

  /** Where an axis comes from, and the values that it has there. */
  private record Source(String name, Set<String> labels) {}

  /** Joined axes have to have the same values: else repetitions would be lost in silence. */
  private boolean isJoinable(
      Declared stage, String name, List<Member> others, Map<String, Source> sources) {
    Map<String, Set<String>> labels = new LinkedHashMap<>();
    others.forEach(
        member ->
            member
                .axes()
                .forEach(
                    (axis, label) ->
                        labels.computeIfAbsent(axis, key -> new LinkedHashSet<>()).add(label)));
    for (Map.Entry<String, Set<String>> axis : labels.entrySet()) {
      Source source = new Source("'" + name + "'", axis.getValue());
      Source first = sources.putIfAbsent(axis.getKey(), source);
      if (first != null && !first.labels().equals(source.labels())) {
        note(
            stage.node().position(),
            stage.path(),
            "it is repeated along '%s' by %s (%s) and by %s (%s); give both the same values, or one of the two axes another name"
                .formatted(
                    axis.getKey(),
                    first.name(),
                    String.join(", ", first.labels()),
                    source.name(),
                    String.join(", ", source.labels())));
        return false;
      }
    }
    return true;
  }

  private static List<Map<String, String>> join(
      List<Map<String, String>> rows, List<Member> members) {
    List<Map<String, String>> joined = new ArrayList<>();
    for (Map<String, String> row : rows) {
      for (Member member : members) {
        if (member.agrees(row) && joined.size() <= LIMIT) {
          Map<String, String> axes = new LinkedHashMap<>(row);
          axes.putAll(member.axes());
          joined.add(axes);
        }
      }
    }
    return joined;
  }

  /** Returns the stage's mapping with what a combination gives, and without the matrix. */
  private Node.Mapping node(Declared stage, Matrix.Combination combination) {
    Node.Mapping node =
        new Node.Mapping(
            stage.node().entries().stream()
                .filter(entry -> !entry.key().equals(StageSettings.MATRIX))
                .toList(),
            stage.node().position());
    for (Matrix.Choice choice : combination.choices()) {
      for (Matrix.Given given : choice.settings()) {
        node = set(node, Matrix.path(given.key()), given);
      }
    }
    return node;
  }

  private Node.Mapping set(Node.Mapping mapping, List<String> keys, Matrix.Given given) {
    Node.Entry entry = given.entry();
    if (keys.size() == 1) {
      return mapping.with(new Node.Entry(keys.get(0), entry.keyPosition(), entry.value()));
    }
    Node inner =
        mapping.find(keys.get(0)).orElseGet(() -> new Node.Mapping(List.of(), entry.keyPosition()));
    if (!(inner instanceof Node.Mapping)) {
      note(
          entry.keyPosition(),
          given.place(),
          "'%s' is not a mapping here, so nothing can be set inside it".formatted(keys.get(0)));
      return mapping;
    }
    Node changed = set((Node.Mapping) inner, keys.subList(1, keys.size()), given);
    return mapping.with(new Node.Entry(keys.get(0), entry.keyPosition(), changed));
  }

  private void note(Position position, String place, String message) {
    Problem problem = new Problem(position, place, message);
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  static String path(String stage) {
    return Kind.STAGE.section() + "." + stage;
  }
}

package org.atelier.runner.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.atelier.runner.definition.CoreSchema;
import org.atelier.runner.definition.Node;
import org.atelier.runner.definition.Position;
import org.atelier.runner.definition.Problem;

/** Reads the matrix of one stage, and notes all that does not fit. */
final class MatrixReader {
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_.+-]{1,40}");
  private static final String LABEL_RULE =
      "becomes part of names of stages and folders, which take letters, digits, '.', '_', '+' and"
          + " '-', 40 at most";

  private final Declared stage;
  private final Optional<SettingsShape> shape;
  private final List<Problem> problems;
  private final String place;

  private MatrixReader(Declared stage, List<Problem> problems) {
    this.stage = stage;
    this.shape =
        stage
            .installed()
            .flatMap(installed -> SettingsShape.ifSound(installed.component().settings()));
    this.problems = problems;
    this.place = SettingsBinder.inside(stage.path(), StageSettings.MATRIX);
  }

  /** Returns the matrix without what does not fit; one without axes if the stage has none. */
  static Matrix read(Declared stage, List<Problem> problems) {
    return new MatrixReader(stage, problems).read();
  }

  /** Returns a single value as it appears in names: one number has one form. */
  static String label(Node.Scalar scalar) {
    return scalar.notation() == Node.Notation.QUOTED
        ? scalar.text()
        : label(CoreSchema.resolve(scalar.text()).orElse(scalar.text()));
  }

  /** Returns a plain value as it appears in names. */
  static String label(Object plain) {
    if (plain instanceof Double number) {
      return label(BigDecimal.valueOf(number));
    }
    return plain instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : plain.toString();
  }

  private Matrix read() {
    Optional<Node> given = stage.node().find(StageSettings.MATRIX);
    if (given.isEmpty()) {
      return new Matrix(List.of());
    }
    if (!(given.get() instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
      note(
          given.get().position(),
          place,
          "expected a mapping from settings to lists of values, such as {epochs: [5, 10]}, found "
              + (given.get() instanceof Node.Mapping ? "an empty one" : Leaves.found(given.get())));
      return new Matrix(List.of());
    }
    List<Matrix.Axis> axes = new ArrayList<>();
    Map<String, String> givers = new HashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      Matrix.Axis axis =
          new Matrix.Axis(entry.key(), choices(entry, SettingsBinder.inside(place, entry.key())));
      checkSingleGiver(axis, entry, givers);
      if (!axis.choices().isEmpty()) {
        axes.add(axis);
      }
    }
    Matrix matrix = new Matrix(axes);
    matrix.keys().forEach(key -> checkNotInVain(key, matrix));
    return matrix;
  }

  private List<Matrix.Choice> choices(Node.Entry axis, String here) {
    List<Matrix.Choice> choices = new ArrayList<>();
    if (size(axis.value()) > Repetition.LIMIT) {
      note(axis.value().position(), here, Repetition.TOO_MANY);
      return choices;
    }
    if (axis.value() instanceof Node.Sequence values) {
      if (!isKnown(axis.key(), axis.keyPosition(), here)) {
        return choices;
      }
      int index = 0;
      for (Node value : values.items()) {
        value(axis, value, here + "[" + index++ + "]", choices);
      }
    } else if (axis.value() instanceof Node.Mapping groups) {
      checkAxisName(axis, here);
      for (Node.Entry group : groups.entries()) {
        group(group, SettingsBinder.inside(here, group.key()), choices);
      }
    } else {
      note(
          axis.value().position(),
          here,
          "expected a list of values, such as [5, 10], or a mapping from names to settings, found "
              + Leaves.found(axis.value()));
      return choices;
    }
    if (size(axis.value()) == 0) {
      note(axis.value().position(), here, "an axis of a matrix needs at least one value");
    }
    return choices;
  }

  private static int size(Node axis) {
    if (axis instanceof Node.Sequence values) {
      return values.items().size();
    }
    return axis instanceof Node.Mapping groups ? groups.entries().size() : 1;
  }

  private void value(Node.Entry axis, Node value, String here, List<Matrix.Choice> choices) {
    if (!(value instanceof Node.Scalar scalar) || SettingsBinder.isNothing(value)) {
      note(
          value.position(),
          here,
          "expected a single value, found %s; give each a name instead: {first: {%2$s: …}, second: {%2$s: …}}"
              .formatted(Leaves.found(value), axis.key()));
      return;
    }
    String label = label(scalar);
    if (!LABEL.matcher(label).matches()) {
      note(
          value.position(),
          here,
          "'%s' %s; give each a name instead: {first: {%3$s: …}, second: {%3$s: …}}"
              .formatted(label, LABEL_RULE, axis.key()));
      return;
    }
    Node.Entry entry = new Node.Entry(axis.key(), axis.keyPosition(), value);
    add(
        new Matrix.Choice(label, List.of(new Matrix.Given(entry, here))),
        value.position(),
        here,
        choices);
  }

  private void group(Node.Entry group, String here, List<Matrix.Choice> choices) {
    if (!LABEL.matcher(group.key()).matches()) {
      note(group.keyPosition(), here, "'%s' %s".formatted(group.key(), LABEL_RULE));
      return;
    }
    List<Matrix.Given> settings = new ArrayList<>();
    if (group.value() instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        String inside = SettingsBinder.inside(here, entry.key());
        if (isKnown(entry.key(), entry.keyPosition(), inside)) {
          settings.add(new Matrix.Given(entry, inside));
        }
      }
    } else if (!SettingsBinder.isNothing(group.value())) {
      note(
          group.value().position(),
          here,
          "expected a mapping of settings, such as {epochs: 5}, found "
              + Leaves.found(group.value()));
    }
    add(new Matrix.Choice(group.key(), settings), group.keyPosition(), here, choices);
  }

  /** Two folders must not differ by case alone: not every system tells them apart. */
  private void add(
      Matrix.Choice choice, Position position, String here, List<Matrix.Choice> choices) {
    if (choices.stream().anyMatch(other -> other.label().equalsIgnoreCase(choice.label()))) {
      note(position, here, "'%s' is here twice".formatted(choice.label()));
      return;
    }
    choices.add(choice);
  }

  private void checkAxisName(Node.Entry axis, String here) {
    if (!LABEL.matcher(axis.key()).matches()) {
      note(axis.keyPosition(), here, "'%s' %s".formatted(axis.key(), LABEL_RULE));
    }
  }

  /** Checks that the type has a setting, if the type is known at all. */
  private boolean isKnown(String key, Position position, String here) {
    List<String> keys = shape.map(SettingsShape::keys).orElse(List.of());
    String first = Matrix.path(key).get(0);
    if (shape.isEmpty() || keys.contains(first) || key.equals(StageSettings.SEED)) {
      return true;
    }
    note(
        position,
        here,
        "unknown setting%s (%s takes: %s)"
            .formatted(
                Suggestions.didYouMean(key, keys),
                stage.installed().orElseThrow().component().type(),
                String.join(", ", keys)));
    return false;
  }

  private void checkSingleGiver(Matrix.Axis axis, Node.Entry entry, Map<String, String> givers) {
    for (String key : Matrix.keys(axis)) {
      String other = givers.putIfAbsent(key, axis.name());
      if (other != null) {
        note(
            entry.keyPosition(),
            SettingsBinder.inside(place, axis.name()),
            "the axes '%s' and '%s' both set '%s'; only one of them can"
                .formatted(other, axis.name(), key));
      }
    }
  }

  /** A setting that each choice replaces would never be used. */
  private void checkNotInVain(String key, Matrix matrix) {
    if (!matrix.alwaysGives(key)) {
      return;
    }
    Optional<Node.Entry> plain = entry(stage.node(), Matrix.path(key));
    if (plain.isEmpty()) {
      return;
    }
    note(
        plain.get().keyPosition(),
        SettingsBinder.inside(stage.path(), key),
        "the matrix sets this for each repetition; %s"
            .formatted(
                plain.get().keyPosition().onCommandLine()
                    ? "to set it for all, set " + SettingsBinder.inside(place, key) + " to a list"
                    : "take it out here or there"));
  }

  private static Optional<Node.Entry> entry(Node.Mapping mapping, List<String> keys) {
    Optional<Node.Entry> found =
        mapping.entries().stream().filter(entry -> entry.key().equals(keys.get(0))).findFirst();
    if (keys.size() == 1) {
      return found;
    }
    return found
        .map(Node.Entry::value)
        .filter(Node.Mapping.class::isInstance)
        .flatMap(inner -> entry((Node.Mapping) inner, keys.subList(1, keys.size())));
  }

  private void note(Position position, String where, String message) {
    problems.add(new Problem(position, where, message));
  }
}

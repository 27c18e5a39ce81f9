package org.atelier.runner.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expands variables, as {@code ${NAME}} or {@code ${NAME:-default}}, in values but not in keys. */
final class Variables {
  private static final Pattern VARIABLE =
      Pattern.compile(
          "(?<escape>\\$\\$\\{)|\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<default>[^}]*))?\\}"
              + "|(?<broken>\\$\\{)");

  private final Map<String, String> environment;
  private final List<Problem> problems;

  Variables(Map<String, String> environment, List<Problem> problems) {
    this.environment = environment;
    this.problems = problems;
  }

  Node expand(Node node, String place) {
    if (node instanceof Node.Scalar scalar) {
      return scalar.text().contains("${") ? expandScalar(scalar, place) : scalar;
    }
    if (node instanceof Node.Sequence sequence) {
      List<Node> items = new ArrayList<>();
      for (Node item : sequence.items()) {
        items.add(expand(item, place + "[" + items.size() + "]"));
      }
      return new Node.Sequence(items, sequence.position());
    }
    return expandMapping((Node.Mapping) node, place);
  }

  Node.Mapping expandMapping(Node.Mapping mapping, String place) {
    List<Node.Entry> entries = new ArrayList<>();
    for (Node.Entry entry : mapping.entries()) {
      String valuePlace = place.isEmpty() ? entry.key() : place + "." + entry.key();
      Node value = expand(entry.value(), valuePlace);
      entries.add(new Node.Entry(entry.key(), entry.keyPosition(), value));
    }
    return new Node.Mapping(entries, mapping.position());
  }

  private Node expandScalar(Node.Scalar scalar, String place) {
    StringBuilder text = new StringBuilder();
    boolean expanded = false;
    Matcher variable = VARIABLE.matcher(scalar.text());
    while (variable.find()) {
      variable.appendReplacement(text, Matcher.quoteReplacement(value(variable, scalar, place)));
      expanded |= variable.group("name") != null;
    }
    variable.appendTail(text);
    Node.Notation notation = expanded ? Node.Notation.EITHER : scalar.notation();
    return new Node.Scalar(text.toString(), notation, scalar.position());
  }

  private String value(Matcher variable, Node.Scalar scalar, String place) {
    if (variable.group("escape") != null) {
      return "${";
    }
    if (variable.group("broken") != null) {
      note(
          scalar,
          place,
          "'${' begins a variable, such as ${DATA} or ${DATA:-/data}; for the text '${' itself"
              + " write '$${'");
      return "";
    }
    String name = variable.group("name");
    String value = environment.get(name);
    if (value == null) {
      value = variable.group("default");
    }
    if (value == null) {
      note(
          scalar,
          place,
          "the environment variable '%1$s' is not set; set it, or give a default: ${%1$s:-…}"
              .formatted(name));
      return "";
    }
    return value;
  }

  /** Notes a problem, but once only if a value has it several times. */
  private void note(Node.Scalar scalar, String place, String message) {
    Problem problem = new Problem(scalar.position(), place, message);
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }
}

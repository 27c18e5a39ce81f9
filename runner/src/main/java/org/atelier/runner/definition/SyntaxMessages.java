package org.atelier.runner.definition;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says in plain words what SnakeYAML found wrong with the text. */
final class SyntaxMessages {
  private static final Pattern BAD_START =
      Pattern.compile("found character '?(.+?)'? *(\\(.*\\))? *that cannot start any token.*");

  private static final Pattern NO_VALUE =
      Pattern.compile("expected the node content, but found '(.+?)'");
  private static final Pattern ESCAPE =
      Pattern.compile("found unknown escape character (.+)\\(.*\\)");

  private SyntaxMessages() {}

  static String describe(MarkedYAMLException failure) {
    String problem = failure.getProblem() == null ? "" : failure.getProblem();
    String context = failure.getContext() == null ? "" : failure.getContext();
    if (problem.contains("TAB")) {
      return "a tab stands where YAML takes only spaces; indent with spaces";
    }
    if (problem.contains("<stream end>")) {
      return "the text ends too early: a '{', a '[' or a quote is not closed";
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return "a ':' stands where no key can be: this line is indented too far, the line before lacks"
          + " its ':', or a text with ': ' in it needs quotes";
    }
    if (context.contains("block mapping") || context.contains("block collection")) {
      return "the indentation does not fit: expected a line in the same column as the one that"
          + begins(failure);
    }
    if (problem.startsWith("could not find expected ':'")) {
      return "expected 'key: value', but there is no ': ' after the key that" + begins(failure);
    }
    if (context.contains("flow mapping")) {
      return "expected ',' or '}' in the '{' that" + begins(failure) + variableHint(failure);
    }
    if (context.contains("flow sequence")) {
      return "expected ',' or ']' in the '[' that" + begins(failure) + variableHint(failure);
    }
    if (problem.contains("unexpected end of stream") && context.contains("quoted scalar")) {
      return "a closing quote is missing for the text that" + begins(failure);
    }
    return describeCharacter(problem)
        .orElseGet(() -> "not YAML: " + (context.isEmpty() ? "" : context + ", ") + problem);
  }

  private static Optional<String> describeCharacter(String problem) {
    Matcher start = BAD_START.matcher(problem);
    if (start.matches()) {
      return Optional.of(
          "a value cannot begin with '%s'; put it in quotes".formatted(start.group(1)));
    }
    Matcher value = NO_VALUE.matcher(problem);
    if (value.matches()) {
      return Optional.of("expected a value, found '%s'".formatted(value.group(1)));
    }
    Matcher escape = ESCAPE.matcher(problem);
    if (escape.matches()) {
      return Optional.of(
          "'\\%s' means nothing in double quotes; use single quotes, in which a '\\' is itself"
              .formatted(escape.group(1)));
    }
    return Optional.empty();
  }

  static String describe(ReaderException failure) {
    return "the character U+%04X is not allowed in YAML; remove it"
        .formatted(failure.getCodePoint());
  }

  /** Braces end a text within braces, so a variable there must be in quotes. */
  private static String variableHint(MarkedYAMLException failure) {
    String line = failure.getProblemMark().get_snippet(0, 1000);
    return line.contains("${") ? "; a variable in it needs quotes: \"${NAME}\"" : "";
  }

  private static String begins(MarkedYAMLException failure) {
    Mark mark = failure.getContextMark();
    return mark == null
        ? " begins before"
        : " begins on line %d, column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1);
  }
}

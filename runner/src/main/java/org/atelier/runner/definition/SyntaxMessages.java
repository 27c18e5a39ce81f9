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

  private static final String GOES_ON =
      "the text goes on here, where the value before has ended; put the whole of it in quotes";

  private SyntaxMessages() {}

  static String describe(MarkedYAMLException failure) {
    String problem = failure.getProblem() == null ? "" : failure.getProblem();
    String context = failure.getContext() == null ? "" : failure.getContext();
    return ofLines(problem, context, failure)
        .or(() -> ofBrackets(problem, context, failure))
        .or(() -> ofTexts(problem, context))
        .orElseGet(() -> "not YAML: " + (context.isEmpty() ? "" : context + ", ") + problem);
  }

  static String describe(ReaderException failure) {
    return "the character U+%04X is not allowed in YAML; remove it"
        .formatted(failure.getCodePoint());
  }

  /** What is wrong with indentation and keys. */
  private static Optional<String> ofLines(
      String problem, String context, MarkedYAMLException failure) {
    if (problem.contains("TAB")) {
      return Optional.of("a tab stands where YAML takes only spaces; indent with spaces");
    }
    if (problem.contains("<stream end>")) {
      return Optional.of("the text ends too early: a '{', a '[' or a quote is not closed");
    }
    if (problem.startsWith("sequence entries are not allowed")) {
      return Optional.of("a '- ' begins an entry of a list; put each on a line of its own");
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return Optional.of(
          "a ':' stands where no key can be: this line is indented too far, the line before lacks"
              + " its ':', or a text with ': ' in it needs quotes");
    }
    if (problem.startsWith("could not find expected ':'")) {
      return Optional.of(
          "expected 'key: value', but there is no ': ' after the key that" + begins(failure));
    }
    if (context.contains("block mapping") || context.contains("block collection")) {
      return Optional.of(
          beginsLine(failure.getProblemMark())
              ? "the indentation does not fit: all lines of what%s stand in that column, and all or"
                      .formatted(begins(failure))
                  + " none of them begin with '-'"
              : GOES_ON);
    }
    return Optional.empty();
  }

  /** What is wrong within braces, brackets and quotes. */
  private static Optional<String> ofBrackets(
      String problem, String context, MarkedYAMLException failure) {
    if (context.contains("flow mapping")) {
      return Optional.of(
          "expected ',' or '}' in the '{' that" + begins(failure) + variableHint(failure));
    }
    if (context.contains("flow sequence")) {
      return Optional.of(
          "expected ',' or ']' in the '[' that" + begins(failure) + variableHint(failure));
    }
    if (problem.contains("unexpected end of stream") && context.contains("quoted scalar")) {
      return Optional.of("a closing quote is missing for the text that" + begins(failure));
    }
    return Optional.empty();
  }

  /** What is wrong with a single value: characters that mean something in YAML. */
  private static Optional<String> ofTexts(String problem, String context) {
    Matcher start = BAD_START.matcher(problem);
    Matcher value = NO_VALUE.matcher(problem);
    Matcher escape = ESCAPE.matcher(problem);
    String message = null;
    if (problem.startsWith("expected '<document start>'")) {
      message = GOES_ON;
    } else if (context.startsWith("while scanning an a")) { // an alias or an anchor
      message = "'*' and '&' begin aliases and anchors; put a text that begins with one in quotes";
    } else if (context.startsWith("while scanning a block scalar")) {
      message =
          "'|' and '>' begin texts of several lines; put a text that begins with one in quotes";
    } else if (start.matches()) {
      message = "a value cannot begin with '%s'; put it in quotes".formatted(start.group(1));
    } else if (value.matches()) {
      message = "expected a value, found '%s'".formatted(value.group(1));
    } else if (escape.matches()) {
      message =
          "'\\%s' means nothing in double quotes; use single quotes, in which a '\\' is itself"
              .formatted(escape.group(1));
    }
    return Optional.ofNullable(message);
  }

  /** Tells whether nothing but spaces stands before a place in its line. */
  private static boolean beginsLine(Mark mark) {
    int[] text = mark.getBuffer();
    int position = mark.getPointer() - 1;
    while (position >= 0 && text[position] == ' ') {
      position--;
    }
    return position < 0 || text[position] == '\n' || text[position] == '\r';
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

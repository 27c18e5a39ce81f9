package org.atelier.runner.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Makes nodes of YAML text: scalars, lists and mappings, anchors, aliases and merge keys; nothing
 * that could construct an object. It reads SnakeYAML's events, since those are all it needs, and
 * since the limits can so be kept before anything is built.
 */
final class YamlParser {
  /** Values that a file may hold once its aliases are expanded. */
  static final int VALUE_LIMIT = 100_000;

  /** Levels of mappings and lists inside each other. */
  static final int DEPTH_LIMIT = 50;

  private static final String MERGE = "<<";

  private final ParserImpl events;
  private final Function<Mark, Position> positions;
  private final Node.Notation plain;
  private final List<Problem> problems;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private long values;

  /** An anchored node and the number of values in it. */
  private record Anchored(Node node, long values) {}

  private YamlParser(
      String text,
      Function<Mark, Position> positions,
      Node.Notation plain,
      List<Problem> problems) {
    LoaderOptions options = new LoaderOptions();
    options.setProcessComments(false);
    this.events = new ParserImpl(new StreamReader(text), options);
    this.positions = positions;
    this.plain = plain;
    this.problems = problems;
  }

  /**
   * Parses the text of a file.
   *
   * @param problems gets what is wrong but leaves the rest readable
   * @return the value; empty if there is none in the text
   * @throws ProblemsException if the text cannot be read on
   */
  static Optional<Node> parseFile(String text, String source, List<Problem> problems)
      throws ProblemsException {
    Function<Mark, Position> positions =
        mark -> new Position(source, mark.getLine() + 1, mark.getColumn() + 1);
    return parse(text, positions, Node.Notation.PLAIN, problems);
  }

  /** Parses a value that is written in one place, which becomes the position of all its parts. */
  static Optional<Node> parseValue(
      String text, Position position, Node.Notation plain, List<Problem> problems)
      throws ProblemsException {
    return parse(text, mark -> position, plain, problems);
  }

  private static Optional<Node> parse(
      String text, Function<Mark, Position> positions, Node.Notation plain, List<Problem> problems)
      throws ProblemsException {
    try {
      return new YamlParser(text, positions, plain, problems).document();
    } catch (MarkedYAMLException failure) {
      Position position = positions.apply(failure.getProblemMark());
      problems.add(new Problem(position, "", SyntaxMessages.describe(failure)));
    } catch (ReaderException failure) {
      problems.add(
          new Problem(
              positions.apply(startOf(text, failure.getPosition())),
              "",
              SyntaxMessages.describe(failure)));
    } catch (YAMLException failure) {
      problems.add(
          new Problem(positions.apply(startOf(text, 0)), "", "not YAML: " + failure.getMessage()));
    }
    throw new ProblemsException(problems);
  }

  private static Mark startOf(String text, int offset) {
    String before = text.substring(0, Math.min(offset, text.length()));
    int line = (int) before.chars().filter(character -> character == '\n').count();
    int column = before.length() - before.lastIndexOf('\n') - 1;
    return new Mark("", offset, line, column, new int[0], 0);
  }

  private Optional<Node> document() throws ProblemsException {
    events.getEvent(); // the stream's start
    if (events.checkEvent(Event.ID.StreamEnd)) {
      return Optional.empty();
    }
    events.getEvent(); // the document's start
    Node root = node("", 0);
    events.getEvent(); // the document's end
    if (!events.checkEvent(Event.ID.StreamEnd)) {
      throw stop(
          events.peekEvent(), "", "a second document begins here; a file holds one pipeline");
    }
    boolean empty =
        root instanceof Node.Scalar scalar
            && scalar.text().isEmpty()
            && scalar.notation() != Node.Notation.QUOTED;
    return empty ? Optional.empty() : Optional.of(root);
  }

  private Node node(String place, int depth) throws ProblemsException {
    Event event = events.getEvent();
    if (depth > DEPTH_LIMIT) {
      throw stop(event, place, "nested more than %d levels deep".formatted(DEPTH_LIMIT));
    }
    if (event instanceof AliasEvent alias) {
      return aliased(alias, place);
    }
    long before = values;
    count(1, event, place);
    refuseTag(event, place);
    Node node;
    if (event instanceof ScalarEvent scalar) {
      node = scalar(scalar);
    } else if (event instanceof SequenceStartEvent) {
      node = sequence(event, place, depth);
    } else {
      node = mapping(event, place, depth);
    }
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, new Anchored(node, values - before));
    }
    return node;
  }

  private Node aliased(AliasEvent alias, String place) throws ProblemsException {
    Anchored anchored = anchors.get(alias.getAnchor());
    if (anchored == null) {
      throw stop(
          alias,
          place,
          "the alias '*%1$s' has no anchor '&%1$s' that ends before it"
              .formatted(alias.getAnchor()));
    }
    count(anchored.values(), alias, place);
    return anchored.node();
  }

  private void count(long more, Event event, String place) throws ProblemsException {
    values += more;
    if (values > VALUE_LIMIT) {
      throw stop(
          event,
          place,
          "more than %,d values once the aliases are expanded; write the file with fewer aliases"
              .formatted(VALUE_LIMIT));
    }
  }

  private void refuseTag(Event event, String place) {
    String tag = null;
    if (event instanceof ScalarEvent scalar) {
      tag = scalar.getTag();
    } else if (event instanceof SequenceStartEvent sequence) {
      tag = sequence.getTag();
    } else if (event instanceof MappingStartEvent mapping) {
      tag = mapping.getTag();
    }
    if (tag != null) {
      String shown = tag.replace("tag:yaml.org,2002:", "!!");
      problem(event, place, "YAML tags are not allowed; remove '%s'".formatted(shown));
    }
  }

  private Node scalar(ScalarEvent event) {
    Node.Notation notation =
        event.getScalarStyle() == ScalarStyle.PLAIN ? plain : Node.Notation.QUOTED;
    return new Node.Scalar(event.getValue(), notation, position(event));
  }

  private Node sequence(Event start, String place, int depth) throws ProblemsException {
    List<Node> items = new ArrayList<>();
    while (!events.checkEvent(Event.ID.SequenceEnd)) {
      items.add(node(place + "[" + items.size() + "]", depth + 1));
    }
    events.getEvent();
    return new Node.Sequence(items, position(start));
  }

  private Node mapping(Event start, String place, int depth) throws ProblemsException {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    List<Node.Mapping> merged = new ArrayList<>();
    while (!events.checkEvent(Event.ID.MappingEnd)) {
      Event keyEvent = events.peekEvent();
      if (!(node(place, depth + 1) instanceof Node.Scalar key)) {
        throw stop(keyEvent, place, "a key must be a single word, not a list or a mapping");
      }
      String valuePlace = place.isEmpty() ? key.text() : place + "." + key.text();
      Node value = node(valuePlace, depth + 1);
      if (key.text().equals(MERGE) && key.notation() != Node.Notation.QUOTED) {
        collectMerged(value, keyEvent, place, merged);
      } else {
        addEntry(new Node.Entry(key.text(), position(keyEvent), value), valuePlace, entries);
      }
    }
    events.getEvent();
    for (Node.Mapping source : merged) {
      source.entries().forEach(entry -> entries.putIfAbsent(entry.key(), entry));
    }
    return new Node.Mapping(List.copyOf(entries.values()), position(start));
  }

  private void addEntry(Node.Entry entry, String place, Map<String, Node.Entry> entries) {
    Node.Entry first = entries.putIfAbsent(entry.key(), entry);
    if (first != null) {
      Position position = first.keyPosition();
      String where = position.onCommandLine() ? "" : "; it is already on line " + position.line();
      problems.add(new Problem(entry.keyPosition(), place, "this key is here twice" + where));
    }
  }

  /** Takes {@code <<: *base} and {@code <<: [*first, *second]}; what comes first wins. */
  private void collectMerged(Node value, Event key, String place, List<Node.Mapping> merged) {
    List<Node> sources = value instanceof Node.Sequence list ? list.items() : List.of(value);
    for (Node source : sources) {
      if (source instanceof Node.Mapping mapping) {
        merged.add(mapping);
      } else {
        problem(key, place, "'<<' takes an alias of a mapping, such as '<<: *base'");
      }
    }
  }

  private Position position(Event event) {
    return positions.apply(event.getStartMark());
  }

  private void problem(Event event, String place, String message) {
    problems.add(new Problem(position(event), place, message));
  }

  private ProblemsException stop(Event event, String place, String message) {
    problem(event, place, message);
    return new ProblemsException(problems);
  }
}

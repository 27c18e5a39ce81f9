package org.atelier.runner.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A value in a pipeline file, and where it was written. */
public sealed interface Node {
  /** Returns where the value was written. */
  Position position();

  /**
   * A single value.
   *
   * @param text its text, without quotes
   * @param notation how it was written, which decides what it can be
   * @param position where it was written
   */
  record Scalar(String text, Notation notation, Position position) implements Node {
    /** Checks that everything is there. */
    public Scalar {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(notation, "notation");
      Objects.requireNonNull(position, "position");
    }
  }

  /** How a single value was written. */
  enum Notation {
    /** Without quotes: a number, {@code true}, {@code false}, {@code null}, or else a text. */
    PLAIN,
    /** In quotes, or as a block: always a text. */
    QUOTED,
    /**
     * On the command line without quotes, or with a variable in it: whichever of number and text
     * the setting expects, since quotes are hard to write there.
     */
    EITHER
  }

  /**
   * A list.
   *
   * @param items its values
   * @param position where it begins
   */
  record Sequence(List<Node> items, Position position) implements Node {
    /** Copies the values. */
    public Sequence {
      items = List.copyOf(items);
      Objects.requireNonNull(position, "position");
    }
  }

  /**
   * A mapping, each key at most once.
   *
   * @param entries its entries in the order of the file
   * @param position where it begins
   */
  record Mapping(List<Entry> entries, Position position) implements Node {
    /** Copies the entries. */
    public Mapping {
      entries = List.copyOf(entries);
      Objects.requireNonNull(position, "position");
    }

    /** Returns the value of a key. */
    public Optional<Node> find(String key) {
      return entries.stream()
          .filter(entry -> entry.key().equals(key))
          .map(Entry::value)
          .findFirst();
    }

    /** Returns this mapping with the entry in place of the one with the same key, or at the end. */
    public Mapping with(Entry entry) {
      List<Entry> changed = new ArrayList<>(entries);
      int position = 0;
      while (position < changed.size() && !changed.get(position).key().equals(entry.key())) {
        position++;
      }
      if (position < changed.size()) {
        changed.set(position, entry);
      } else {
        changed.add(entry);
      }
      return new Mapping(changed, this.position);
    }
  }

  /**
   * One entry of a mapping.
   *
   * @param key the key
   * @param keyPosition where the key was written
   * @param value the value
   */
  record Entry(String key, Position keyPosition, Node value) {
    /** Checks that everything is there. */
    public Entry {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(keyPosition, "keyPosition");
      Objects.requireNonNull(value, "value");
    }
  }
}

package org.atelier.plugin.classifier.weights;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the structure of a Python pickle, and runs nothing: where a pickle asks for a class or a
 * function to be called, a {@link Call} records its name and what it was given.
 *
 * <p>Of the format (Python's {@code pickletools}) it knows what PyTorch writes, protocol 2.
 */
final class Pickle {
  /** The values that Python calls None. */
  enum None {
    /** The only one. */
    NONE
  }

  /**
   * A name in a Python module.
   *
   * @param module the module
   * @param name the name
   */
  record Global(String module, String name) {}

  /**
   * A reference to what is stored beside the pickle.
   *
   * @param id its identification
   */
  record Stored(Object id) {}

  /**
   * What would have been called.
   *
   * @param function the function or class
   * @param arguments what it was given
   * @param state the object's fields or the dictionary's entries, as far as there are any
   */
  record Call(Object function, Object arguments, Map<Object, Object> state) {}

  private final DataInputStream in;
  private final List<Object> stack = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  private Pickle(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /**
   * Reads a pickle.
   *
   * @return the value: a {@code Long}, {@code Boolean}, {@code String}, {@link None}, {@code List},
   *     {@code Map}, or one of the records
   * @throws IOException if it ends too early or holds what PyTorch does not write
   */
  static Object read(InputStream in) throws IOException {
    Pickle pickle = new Pickle(in);
    int code = pickle.in.readUnsignedByte();
    while (code != '.') {
      pickle.step(code);
      code = pickle.in.readUnsignedByte();
    }
    return pickle.pop();
  }

  private void step(int code) throws IOException {
    switch (code) {
      case 0x80 -> in.readUnsignedByte();
      case 'c' -> stack.add(new Global(line(), line()));
      case 'X' -> stack.add(text());
      case 'K' -> stack.add((long) in.readUnsignedByte());
      case 'M' -> stack.add((long) Short.toUnsignedInt(Short.reverseBytes(in.readShort())));
      case 'J' -> stack.add((long) Integer.reverseBytes(in.readInt()));
      case 'N' -> stack.add(None.NONE);
      case 0x88 -> stack.add(true);
      case 0x89 -> stack.add(false);
      case '}' -> stack.add(new LinkedHashMap<>());
      case ')', ']' -> stack.add(new ArrayList<>());
      case '(' -> marks.push(stack.size());
      case 't' -> stack.add(popToMark());
      case 0x85, 0x86, 0x87 -> stack.add(popFrom(stack.size() - (code - 0x84)));
      case 'e' -> extend(popToMark());
      case 'Q' -> stack.add(new Stored(pop()));
      case 'q' -> memo.put(in.readUnsignedByte(), top());
      case 'r' -> memo.put(Integer.reverseBytes(in.readInt()), top());
      case 'h' -> stack.add(remembered(in.readUnsignedByte()));
      case 'j' -> stack.add(remembered(Integer.reverseBytes(in.readInt())));
      case 0x81, 'R' -> call();
      case 's' -> put(popFrom(stack.size() - 2));
      case 'u' -> put(popToMark());
      case 'b' -> build();
      default -> throw new IOException("its pickle has the unknown code %d".formatted(code));
    }
  }

  private void call() throws IOException {
    Object arguments = pop();
    stack.add(new Call(pop(), arguments, new LinkedHashMap<>()));
  }

  private void build() throws IOException {
    Object state = pop();
    if (top() instanceof Call && state instanceof Map) {
      ((Call) top()).state().putAll((Map<?, ?>) state);
    }
  }

  private void put(List<Object> pairs) throws IOException {
    Map<Object, Object> target = entries(top());
    if (target == null || pairs.size() % 2 != 0) {
      throw damaged();
    }
    for (int index = 0; index < pairs.size(); index += 2) {
      if (!(pairs.get(index) instanceof String)) {
        throw new IOException("its pickle has a key that is no text");
      }
      target.put(pairs.get(index), pairs.get(index + 1));
    }
  }

  /** Returns the entries of a dictionary or the fields of an object; null of anything else. */
  @SuppressWarnings("unchecked") // every map on the stack was made here
  static Map<Object, Object> entries(Object value) {
    if (value instanceof Map) {
      return (Map<Object, Object>) value;
    }
    return value instanceof Call ? ((Call) value).state() : null;
  }

  @SuppressWarnings("unchecked") // every list on the stack was made here
  private void extend(List<Object> values) throws IOException {
    if (!(top() instanceof List)) {
      throw damaged();
    }
    ((List<Object>) top()).addAll(values);
  }

  private Object remembered(int number) throws IOException {
    Object value = memo.get(number);
    if (value == null) {
      throw damaged();
    }
    return value;
  }

  private List<Object> popToMark() throws IOException {
    if (marks.isEmpty()) {
      throw damaged();
    }
    return popFrom(marks.pop());
  }

  private List<Object> popFrom(int start) throws IOException {
    if (start < 0 || start > stack.size()) {
      throw damaged();
    }
    List<Object> top = stack.subList(start, stack.size());
    List<Object> values = new ArrayList<>(top);
    top.clear();
    return values;
  }

  private Object pop() throws IOException {
    Object value = top();
    stack.remove(stack.size() - 1);
    return value;
  }

  private Object top() throws IOException {
    if (stack.isEmpty()) {
      throw damaged();
    }
    return stack.get(stack.size() - 1);
  }

  private String text() throws IOException {
    int length = Integer.reverseBytes(in.readInt());
    if (length < 0) {
      throw damaged();
    }
    // takes memory for the bytes that there are, whatever the length says
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      line.append((char) next);
    }
    return line.toString();
  }

  private static IOException damaged() {
    return new IOException("its pickle is damaged");
  }
}

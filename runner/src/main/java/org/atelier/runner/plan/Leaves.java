package org.atelier.runner.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.atelier.runner.definition.CoreSchema;
import org.atelier.runner.definition.Node;

/**
 * Makes Java values of single values in a file, strictly: nothing is rounded, cut or guessed.
 * Jackson converts numbers, booleans and texts; enum constants and paths are ours.
 */
final class Leaves {
  private final Optional<Path> folder;
  private final JsonMapper mapper;

  /** What was found does not fit; the message says what was expected. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message);
    }
  }

  /**
   * Makes a binder of single values.
   *
   * @param folder what relative paths are resolved against; if empty, they are refused
   */
  Leaves(Optional<Path> folder) {
    this.folder = folder;
    this.mapper =
        JsonMapper.builder()
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
  }

  /** Returns the value as an object of the type. */
  Object bind(Node node, Class<?> type) throws Unfit {
    if (!(node instanceof Node.Scalar scalar)) {
      throw unfit(type, node);
    }
    if (type.isEnum()) {
      return constant(scalar, type);
    }
    boolean path = type == Path.class;
    boolean text = path || type == String.class;
    JsonNode json = json(scalar, text);
    // nothing; not a finite number; or a text, of which Jackson takes "NaN" for a number
    if (json.isNull() || json.isDouble() || json.isTextual() != text) {
      throw unfit(type, node);
    }
    try {
      Class<?> target = path ? String.class : type;
      Object value = mapper.treeToValue(json, target);
      if (isInfinite(value)) {
        throw new Unfit("the number %s is too large".formatted(scalar.text()));
      }
      return path ? path(scalar) : value;
    } catch (InputCoercionException outOfRange) {
      throw new Unfit(
          "expected a whole number from %s to %s, found %s"
              .formatted(least(type), greatest(type), scalar.text()));
    } catch (JsonProcessingException mismatch) {
      throw unfit(type, node);
    }
  }

  /** Returns the value as it is written to a file. */
  static Object plain(Object value) {
    if (value instanceof Enum<?>) {
      return SettingsShape.constant(value);
    }
    if (value instanceof Path) {
      return value.toString();
    }
    // the shortest decimal that gives the same float, not the double next to it
    return value instanceof Float number ? Double.valueOf(number.toString()) : value;
  }

  /** Says in words what a type takes. */
  static String expected(Class<?> type) {
    if (type.isEnum()) {
      return "one of " + String.join(", ", constants(type));
    }
    if (type == String.class) {
      return "a text";
    }
    if (type == Path.class) {
      return "a path";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    return isWhole(type) ? "a whole number" : "a number";
  }

  /** Returns an enum's constants as they are written in a file. */
  static List<String> constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(SettingsShape::constant).toList();
  }

  /** Says in words what stands in the file. */
  static String found(Node node) {
    if (node instanceof Node.Mapping) {
      return "a mapping";
    }
    if (node instanceof Node.Sequence) {
      return "a list";
    }
    Node.Scalar scalar = (Node.Scalar) node;
    if (scalar.notation() != Node.Notation.QUOTED && CoreSchema.resolve(scalar.text()).isEmpty()) {
      return "nothing";
    }
    return isNumber(scalar) ? scalar.text() : "'" + scalar.text() + "'";
  }

  static boolean isWhole(Class<?> type) {
    return List.<Class<?>>of(int.class, Integer.class, long.class, Long.class).contains(type);
  }

  private static boolean isNumber(Node.Scalar scalar) {
    return scalar.notation() != Node.Notation.QUOTED
        && CoreSchema.resolve(scalar.text()).filter(Number.class::isInstance).isPresent();
  }

  private static boolean isInfinite(Object value) {
    return (value instanceof Double number && number.isInfinite())
        || (value instanceof Float narrow && narrow.isInfinite());
  }

  private static Unfit unfit(Class<?> type, Node node) {
    String mend = "";
    if (node instanceof Node.Scalar scalar && scalar.notation() != Node.Notation.EITHER) {
      boolean text = type == String.class || type == Path.class;
      boolean quoted = scalar.notation() == Node.Notation.QUOTED;
      boolean nothing = !quoted && CoreSchema.resolve(scalar.text()).isEmpty();
      if (text && !quoted && !nothing) {
        mend = " (put it in quotes)";
      } else if (!text && quoted) {
        boolean plain = !CoreSchema.resolve(scalar.text()).equals(Optional.of(scalar.text()));
        mend = plain ? " (leave out the quotes)" : "";
      }
    }
    return new Unfit("expected %s, found %s%s".formatted(expected(type), found(node), mend));
  }

  private static Object constant(Node.Scalar scalar, Class<?> type) throws Unfit {
    for (Object constant : type.getEnumConstants()) {
      if (SettingsShape.constant(constant).equals(scalar.text())) {
        return constant;
      }
    }
    throw new Unfit(
        "expected %s, found %s%s"
            .formatted(
                expected(type),
                found(scalar),
                Suggestions.didYouMean(scalar.text(), constants(type))));
  }

  private Path path(Node.Scalar scalar) throws Unfit {
    if (scalar.text().isBlank()) {
      throw new Unfit("expected a path, found an empty text");
    }
    try {
      Path path = Path.of(scalar.text());
      if (folder.isEmpty() && !path.isAbsolute()) {
        throw new Unfit("expected an absolute path, found " + found(scalar));
      }
      return folder.map(base -> base.resolve(path)).orElse(path).normalize();
    } catch (InvalidPathException invalid) {
      throw new Unfit("'%s' cannot be a path: %s".formatted(scalar.text(), invalid.getReason()));
    }
  }

  static JsonNode json(Node.Scalar scalar, boolean wantsText) {
    boolean text =
        scalar.notation() == Node.Notation.QUOTED
            || (wantsText && scalar.notation() == Node.Notation.EITHER);
    Object value = text ? scalar.text() : CoreSchema.resolve(scalar.text()).orElse(null);
    if (value == null) {
      return NullNode.getInstance();
    }
    if (value instanceof BigInteger whole) {
      return BigIntegerNode.valueOf(whole);
    }
    if (value instanceof BigDecimal fraction) {
      return DecimalNode.valueOf(fraction);
    }
    if (value instanceof Double infinite) {
      return DoubleNode.valueOf(infinite);
    }
    return value instanceof Boolean flag
        ? BooleanNode.valueOf(flag)
        : TextNode.valueOf(value.toString());
  }

  private static long least(Class<?> type) {
    return type == int.class || type == Integer.class ? Integer.MIN_VALUE : Long.MIN_VALUE;
  }

  private static long greatest(Class<?> type) {
    return type == int.class || type == Integer.class ? Integer.MAX_VALUE : Long.MAX_VALUE;
  }
}

package org.atelier.runner.plan;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.atelier.runner.definition.Position;

/**
 * A settings record whose values have been checked one by one.
 *
 * @param type the record's class
 * @param plain its settings as they are written to a file, those of flattened records among them
 * @param values the values in the order of the record's components
 * @param place its place in the pipeline
 * @param position where it was written
 */
record BoundRecord(
    Class<? extends Record> type,
    Map<String, Object> plain,
    List<BoundValue> values,
    String place,
    Position position) {

  /** The record's own checks refuse its values, or fail. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final transient Position position;

    Refused(String place, Position position, String message, Throwable cause) {
      super(message, cause);
      this.place = place;
      this.position = position;
    }

    String place() {
      return place;
    }

    Position position() {
      return position;
    }
  }

  /**
   * Makes the record.
   *
   * @throws Refused if its constructor throws
   */
  Record make(ReferenceResolver resolver) {
    Object[] arguments = values.stream().map(value -> value.maker().make(resolver)).toArray();
    try {
      return constructor().newInstance(arguments);
    } catch (InvocationTargetException thrown) {
      Throwable cause = thrown.getCause();
      if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
        throw new Refused(place, position, cause.getMessage(), cause);
      }
      throw new Refused(
          place,
          position,
          "the plugin fails in checking these settings (%s); tell its author".formatted(cause),
          cause);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("cannot construct " + type.getName(), impossible);
    }
  }

  private Constructor<? extends Record> constructor() throws NoSuchMethodException {
    Class<?>[] parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Constructor<? extends Record> constructor = type.getDeclaredConstructor(parameters);
    constructor.setAccessible(true); // a plugin may keep its settings record to itself
    return constructor;
  }
}

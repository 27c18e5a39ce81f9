package org.atelier.runner.plan;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.atelier.api.Artifact;
import org.atelier.api.Kind;
import org.atelier.api.Reference;
import org.atelier.runner.plugin.PlainValues;

/** What kind of value a setting takes. */
sealed interface ValueShape {
  /** A number, boolean, text, path or enum constant. */
  record Leaf(Class<?> type) implements ValueShape {}

  /** A mapping with settings of its own. */
  record Nested(SettingsShape settings) implements ValueShape {}

  /** Several values of one shape. */
  record ListOf(ValueShape element) implements ValueShape {}

  /** A value that may be left out. */
  record OptionalOf(ValueShape value) implements ValueShape {}

  /** A component of some kind, by name or inline. */
  record ComponentReference(Kind kind) implements ValueShape {}

  /** The output of a stage, by the stage's name. */
  record ArtifactReference(Class<?> artifact) implements ValueShape {}

  /** Says in words what a setting takes. */
  default String words() {
    if (this instanceof Leaf leaf) {
      return Leaves.expected(leaf.type()).replaceFirst("^an? ", "");
    }
    if (this instanceof ListOf list && list.element() instanceof ArtifactReference stage) {
      return "names of stages that put out " + stage.artifact().getSimpleName();
    }
    if (this instanceof ListOf list) {
      return "list of: " + list.element().words();
    }
    if (this instanceof OptionalOf optional) {
      return optional.value().words();
    }
    if (this instanceof ComponentReference component) {
      return component.kind().word() + ", by name or inline";
    }
    return this instanceof ArtifactReference artifact
        ? "name of a stage that puts out " + artifact.artifact().getSimpleName()
        : "mapping";
  }

  /**
   * Returns the shape of a Java type.
   *
   * @param around the records that contain it
   * @throws IllegalArgumentException if settings cannot be of that type
   */
  static ValueShape of(Type type, Set<Class<?>> around) {
    if (type instanceof WildcardType wildcard) {
      return of(wildcard.getUpperBounds()[0], around);
    }
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic, around);
    }
    if (type instanceof Class<?> plain) {
      if (PlainValues.contains(plain)) {
        return new Leaf(plain);
      }
      if (plain.isRecord()) {
        return new Nested(SettingsShape.of(plain.asSubclass(Record.class), around));
      }
    }
    throw new IllegalArgumentException("settings cannot be of type " + type.getTypeName());
  }

  private static ValueShape ofGeneric(ParameterizedType type, Set<Class<?>> around) {
    Type argument = type.getActualTypeArguments()[0];
    if (type.getRawType() == Optional.class) {
      return new OptionalOf(of(argument, around));
    }
    if (type.getRawType() == List.class) {
      return new ListOf(of(argument, around));
    }
    if (type.getRawType() == Reference.class) {
      return reference(argument);
    }
    throw new IllegalArgumentException("settings cannot be of type " + type.getTypeName());
  }

  private static ValueShape reference(Type target) {
    if (target instanceof WildcardType wildcard) {
      return reference(wildcard.getUpperBounds()[0]);
    }
    if (target instanceof Class<?> plain) {
      for (Kind kind : Kind.values()) {
        if (kind != Kind.STAGE && kind.contract() == plain) {
          return new ComponentReference(kind);
        }
      }
      if (Artifact.class.isAssignableFrom(plain)) {
        return new ArtifactReference(plain);
      }
    }
    throw new IllegalArgumentException(
        "a reference must be to Dataset, Model, Loss or an artifact, not to "
            + target.getTypeName());
  }
}

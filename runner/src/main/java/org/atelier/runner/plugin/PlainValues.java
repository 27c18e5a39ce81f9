package org.atelier.runner.plugin;

import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Set;

/** The types of settings that are written as a single value. */
public final class PlainValues {
  private static final Set<Class<?>> TYPES =
      Set.of(
          boolean.class,
          Boolean.class,
          int.class,
          Integer.class,
          long.class,
          Long.class,
          float.class,
          Float.class,
          double.class,
          Double.class,
          String.class,
          Path.class);

  private PlainValues() {}

  /** Tells whether a type is a number, boolean, text, path or enum. */
  public static boolean contains(Type type) {
    return type instanceof Class<?> plain && (TYPES.contains(plain) || plain.isEnum());
  }
}

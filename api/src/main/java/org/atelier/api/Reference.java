package org.atelier.api;

import java.util.Map;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A setting that names another component, or the output of another stage.
 *
 * <p>A settings record is made and checked before anything runs; what it refers to is made later.
 *
 * @param <T> {@link Dataset}, {@link Model}, {@link Loss}, or an {@link Artifact} that a stage puts
 *     out
 */
@ProviderType
public interface Reference<T> {
  /**
   * Returns what is referred to, the same object at each call.
   *
   * @throws IllegalStateException if the pipeline is not running yet
   */
  T get();

  /**
   * Returns the name in the pipeline file, or the place of an inline component; for a repetition of
   * a stage its own name, such as {@code train[nll,5]}.
   */
  String name();

  /** Returns the type and the settings of the component or stage that is referred to. */
  ComponentSpec spec();

  /**
   * Returns what sets a repetition of a stage apart: the axes of the matrix with the values that
   * they have there, in order; empty for what is not repeated.
   */
  default Map<String, String> axes() {
    return Map.of();
  }

  /** Refers to an object at hand, for tests and for use without a pipeline file. */
  static <T> Reference<T> to(String name, ComponentSpec spec, T target) {
    Objects.requireNonNull(target, "target");
    record Literal<T>(String name, ComponentSpec spec, T get) implements Reference<T> {}
    return new Literal<>(name, spec, target);
  }
}

package org.atelier.api;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One component that a plugin offers: its kind, its type name in pipeline files, its settings and
 * its implementation.
 *
 * @param <T> the contract that the component implements
 * @param kind which of the four kinds it is
 * @param type its name in pipeline files, lower case words joined by hyphens, such as {@code
 *     image-folder}
 * @param summary one sentence on what it does
 * @param settings the record that holds its settings; each record component carries {@link Setting}
 * @param implementation the class, made by injection: one constructor with {@code @Inject} that
 *     takes the settings record and any host services (package {@code org.atelier.api.service})
 * @param output what a stage puts out; empty for the other kinds
 */
public record Component<T>(
    Kind kind,
    String type,
    String summary,
    Class<? extends Record> settings,
    Class<? extends T> implementation,
    Optional<Class<? extends Artifact>> output) {

  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if the type name is malformed, the summary is blank, or the
   *     implementation does not implement the contract of its kind
   */
  public Component {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(implementation, "implementation");
    Objects.requireNonNull(output, "output");
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException(
          "component type '%s' must be lower case words joined by hyphens".formatted(type));
    }
    if (summary.isBlank()) {
      throw new IllegalArgumentException("component '%s' needs a summary".formatted(type));
    }
    if (!kind.contract().isAssignableFrom(implementation)) {
      throw new IllegalArgumentException(
          "component '%s' is a %s, but %s does not implement %s"
              .formatted(type, kind.word(), implementation.getName(), kind.contract().getName()));
    }
    if (output.isPresent() != (kind == Kind.STAGE)) {
      throw new IllegalArgumentException(
          "component '%s': a stage, and only a stage, has an output".formatted(type));
    }
  }

  /** Describes a dataset. */
  public static Component<Dataset> dataset(
      String type,
      String summary,
      Class<? extends Record> settings,
      Class<? extends Dataset> implementation) {
    return new Component<>(Kind.DATASET, type, summary, settings, implementation, Optional.empty());
  }

  /** Describes a model. */
  public static Component<Model> model(
      String type,
      String summary,
      Class<? extends Record> settings,
      Class<? extends Model> implementation) {
    return new Component<>(Kind.MODEL, type, summary, settings, implementation, Optional.empty());
  }

  /** Describes a loss. */
  public static Component<Loss> loss(
      String type,
      String summary,
      Class<? extends Record> settings,
      Class<? extends Loss> implementation) {
    return new Component<>(Kind.LOSS, type, summary, settings, implementation, Optional.empty());
  }

  /** Describes a stage and what it puts out. */
  public static <O extends Artifact> Component<Stage<O>> stage(
      String type,
      String summary,
      Class<? extends Record> settings,
      Class<? extends Stage<O>> implementation,
      Class<O> output) {
    return new Component<>(
        Kind.STAGE, type, summary, settings, implementation, Optional.of(output));
  }
}

package org.atelier.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one setting, on the component of a settings record that holds it.
 *
 * <p>The key in the pipeline file is the record component's name in kebab case: {@code batchSize}
 * is written {@code batch-size}. Bounds are Jakarta Validation constraints beside this annotation.
 * What a record component's type means:
 *
 * <ul>
 *   <li>a number, boolean, string, enum (constants in lower case with hyphens), {@link
 *       java.nio.file.Path} (relative to the pipeline file), or a list of them: a value;
 *   <li>a record: a mapping with that record's settings;
 *   <li>{@link Reference} of a {@link Dataset}, {@link Model} or {@link Loss}: the name of a
 *       component in the file, or an inline mapping with its own {@code type};
 *   <li>{@link Reference} of an {@link Artifact}: the name of a stage that puts it out;
 *   <li>{@link java.util.Optional} of any of these: the key may be left out;
 *   <li>a list of references: several of them.
 * </ul>
 *
 * <p>A setting without a default that is not {@code Optional} must be given. Rules that join
 * several settings belong into the record's compact constructor, which throws {@link
 * IllegalArgumentException} with a sentence for the pipeline's author; it runs before the pipeline
 * does.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** Returns one line on what the setting means, with its unit. */
  String value();

  /** Returns the default as it would be written in the pipeline file; empty for none. */
  String defaultValue() default "";
}

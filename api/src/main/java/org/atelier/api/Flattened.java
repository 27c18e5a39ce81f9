package org.atelier.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of a settings record, itself a record of settings, whose keys stand beside the
 * other keys and not in a mapping of their own.
 *
 * <p>So that settings that many components share, such as {@link
 * org.atelier.api.training.TrainingSettings}, are declared once.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Flattened {}

package org.atelier.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The entry point of a plugin jar: it lists the components that the jar offers, and does nothing
 * else.
 *
 * <p>The implementation has a public constructor without parameters and is named in the jar's
 * {@code META-INF/services/org.atelier.api.Plugin}.
 */
@ConsumerType
public interface Plugin {
  /** Returns the components that this plugin offers, each type name at most once per kind. */
  List<Component<?>> components();
}

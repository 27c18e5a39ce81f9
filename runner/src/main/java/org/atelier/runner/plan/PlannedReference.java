package org.atelier.runner.plan;

import java.util.function.Supplier;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Reference;

/** A reference whose target is made at its first use. Safe for use by several threads. */
final class PlannedReference implements Reference<Object> {
  private final String name;
  private final String path;
  private final Supplier<ComponentSpec> spec;
  private final ReferenceResolver resolver;
  private Object target;

  PlannedReference(
      String name, String path, Supplier<ComponentSpec> spec, ReferenceResolver resolver) {
    this.name = name;
    this.path = path;
    this.spec = spec;
    this.resolver = resolver;
  }

  @Override
  public synchronized Object get() {
    if (target == null) {
      target = resolver.resolve(path);
    }
    return target;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ComponentSpec spec() {
    return spec.get();
  }

  @Override
  public String toString() {
    return "reference to " + path;
  }
}

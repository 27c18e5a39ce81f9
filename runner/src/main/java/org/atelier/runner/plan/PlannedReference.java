package org.atelier.runner.plan;

import java.util.Map;
import java.util.function.Supplier;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Reference;

/** A reference whose target is made at its first use. Safe for use by several threads. */
final class PlannedReference implements Reference<Object> {
  private final String name;
  private final String path;
  private final Supplier<ComponentSpec> spec;
  private final Map<String, String> axes;
  private final ReferenceResolver resolver;
  private Object target;

  PlannedReference(
      String name,
      String path,
      Supplier<ComponentSpec> spec,
      Map<String, String> axes,
      ReferenceResolver resolver) {
    this.name = name;
    this.path = path;
    this.spec = spec;
    this.axes = axes;
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
  public Map<String, String> axes() {
    return axes;
  }

  @Override
  public String toString() {
    return "reference to " + path;
  }
}

package org.atelier.runner.plugin;

import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.atelier.api.Component;
import org.atelier.api.service.Compute;

/** Finds what would keep a component from being configured or made, before a pipeline uses it. */
final class ComponentChecks {
  private static final String SERVICES = Compute.class.getPackageName();

  private ComponentChecks() {}

  /** Refuses the plugin if the component cannot work. */
  static void check(Component<?> component) throws RefusedException {
    String name = component.kind().word() + " " + component.type();
    checkImplementation(name, component);
    SettingsChecks.check(name, component.kind(), component.settings());
    checkOutput(name, component);
  }

  private static void checkOutput(String name, Component<?> component) throws RefusedException {
    Class<?> output = component.output().orElse(null);
    if (output != null && !output.isRecord()) {
      throw new RefusedException(
          "%s: what it puts out, %s, is not a record".formatted(name, output.getName()),
          "make it a record of plain values and paths");
    }
  }

  private static void checkImplementation(String name, Component<?> component)
      throws RefusedException {
    Class<?> implementation = component.implementation();
    if (implementation.isInterface() || Modifier.isAbstract(implementation.getModifiers())) {
      throw new RefusedException(
          "%s: %s is abstract, so that no object of it can be made"
              .formatted(name, implementation.getName()),
          "name a class that is not abstract");
    }
    if (implementation.isMemberClass() && !Modifier.isStatic(implementation.getModifiers())) {
      throw new RefusedException(
          "%s: %s is an inner class, so that no object of it can be made by itself"
              .formatted(name, implementation.getName()),
          "make the class static, or put it into a file of its own");
    }
    List<Constructor<?>> injected =
        Arrays.stream(implementation.getDeclaredConstructors())
            .filter(constructor -> constructor.isAnnotationPresent(Inject.class))
            .toList();
    if (injected.size() != 1) {
      throw new RefusedException(
          "%s: %s has %s constructor with @jakarta.inject.Inject"
              .formatted(
                  name, implementation.getName(), injected.isEmpty() ? "no" : "more than one"),
          "put @Inject on the one constructor that takes the settings record and host services");
    }
    for (Class<?> parameter : injected.get(0).getParameterTypes()) {
      checkParameter(name, component, parameter);
    }
  }

  private static void checkParameter(String name, Component<?> component, Class<?> parameter)
      throws RefusedException {
    if (parameter == component.settings()) {
      return;
    }
    boolean service = parameter.isInterface() && parameter.getPackageName().equals(SERVICES);
    boolean made =
        !parameter.isInterface()
            && !parameter.isRecord()
            && !parameter.isPrimitive()
            && !Modifier.isAbstract(parameter.getModifiers());
    if (!service && !made) {
      throw new RefusedException(
          "%s: the constructor of %s asks for %s, which is neither its settings record %s nor a host service"
              .formatted(
                  name,
                  component.implementation().getName(),
                  parameter.getName(),
                  component.settings().getName()),
          "take only the settings record and interfaces of the package " + SERVICES);
    }
  }
}

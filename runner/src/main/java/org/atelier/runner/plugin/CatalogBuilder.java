package org.atelier.runner.plugin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.atelier.api.Component;
import org.atelier.api.Plugin;

/** Collects plugins, active and refused, and holds their type names apart. */
final class CatalogBuilder {
  private final List<PluginReport> reports = new ArrayList<>();
  private final Map<String, InstalledComponent> components = new LinkedHashMap<>();
  private final List<ClassLoader> loaders = new ArrayList<>();

  /** Notes a plugin that was refused. */
  void refuse(PluginReport report) {
    reports.add(report);
  }

  /**
   * Takes in a plugin, or refuses it: whole, so that what is listed as active works.
   *
   * @param identity which plugin it is
   * @param plugins its entry points
   * @param loader sees its classes
   * @return whether it was taken in
   */
  boolean add(PluginIdentity identity, List<Plugin> plugins, ClassLoader loader) {
    List<String> offers = new ArrayList<>();
    try {
      List<Component<?>> offered = components(plugins);
      offered.forEach(component -> offers.add(label(component)));
      for (Component<?> component : offered) {
        ComponentChecks.check(component);
      }
      checkNames(offers);
      PluginReport report = identity.active(offers);
      offered.forEach(
          component -> components.put(label(component), new InstalledComponent(component, report)));
      reports.add(report);
      loaders.add(loader);
      return true;
    } catch (RefusedException refused) {
      reports.add(identity.refused(offers, refused.refusal()));
    } catch (LinkageError | TypeNotPresentException thrown) {
      // from reflection on classes whose own references are missing
      reports.add(
          identity.refused(
              offers, PluginErrors.explain(thrown, "the look at its components").refusal()));
    }
    return false;
  }

  private static List<Component<?>> components(List<Plugin> plugins) throws RefusedException {
    List<Component<?>> components = new ArrayList<>();
    for (Plugin plugin : plugins) {
      String call = plugin.getClass().getName() + ".components()";
      List<Component<?>> offered;
      try {
        List<Component<?>> answer = plugin.components();
        // copied here, as a list of the plugin's own may throw too
        offered = answer == null ? null : new ArrayList<>(answer);
      } catch (Throwable thrown) {
        // plugins may throw anything, and none may keep the others from being used
        throw PluginErrors.explain(thrown, call);
      }
      if (offered == null || offered.contains(null)) {
        throw new RefusedException(
            call + " returns null, or a list with null in it",
            "return a list of components, such as List.of(Component.model(…))");
      }
      components.addAll(offered);
    }
    if (components.isEmpty()) {
      throw new RefusedException(
          "offers no components", "return at least one from Plugin.components()");
    }
    return components;
  }

  private void checkNames(List<String> offers) throws RefusedException {
    Set<String> own = new LinkedHashSet<>();
    for (String offer : offers) {
      if (!own.add(offer)) {
        throw new RefusedException(
            "offers %s twice".formatted(offer), "give each component a type name of its own");
      }
      InstalledComponent taken = components.get(offer);
      if (taken != null) {
        PluginReport holder = taken.plugin();
        String name =
            new PluginIdentity(holder.name(), holder.version(), holder.jar(), holder.sha256())
                .described();
        throw new RefusedException(
            "offers %s, as %s does too, which comes first".formatted(offer, name),
            "keep one of the two jars in the plugin folder, or ask an author to rename the type");
      }
    }
  }

  private static String label(Component<?> component) {
    return component.kind().word() + " " + component.type();
  }

  /**
   * Returns the catalog.
   *
   * @param runner the runner's class loader
   * @param closing what closing the catalog does
   */
  Catalog build(ClassLoader runner, Runnable closing) {
    reports.sort(
        Comparator.comparing(PluginReport::name)
            .thenComparing(PluginReport::version)
            .thenComparing(report -> report.jar().map(Object::toString).orElse("")));
    List<InstalledComponent> sorted =
        components.values().stream()
            .sorted(
                Comparator.comparing((InstalledComponent one) -> one.component().kind())
                    .thenComparing(one -> one.component().type()))
            .toList();
    return new LoadedCatalog(
        List.copyOf(reports), sorted, new PluginClassLoader(runner, loaders), closing);
  }

  private record LoadedCatalog(
      List<PluginReport> plugins,
      List<InstalledComponent> components,
      ClassLoader classLoader,
      Runnable closing)
      implements Catalog {
    @Override
    public void close() {
      closing.run();
    }
  }
}

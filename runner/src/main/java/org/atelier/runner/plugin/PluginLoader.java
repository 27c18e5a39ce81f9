package org.atelier.runner.plugin;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.atelier.api.Plugin;

/** Finds plugins and makes a catalog of what they offer. */
public final class PluginLoader {
  private PluginLoader() {}

  /**
   * Loads the plugin jars in some folders, each as an OSGi bundle that shares {@code
   * org.atelier.api} and what that is made of with the runner and keeps its libraries to itself.
   *
   * <p>A jar that cannot be used is in the catalog as refused, with the cause and the remedy, and
   * keeps no other from being used. Where two jars offer one type name, or are versions of one
   * plugin, the one that comes first is used: folders in the order given, in a folder the plugins
   * that come with Atelier first (their names begin with {@code org.atelier.}), then by name, of
   * one name the newest first, then by file name.
   *
   * @param folders where the jars lie; only names that end in {@code .jar} count, and hidden files
   *     do not
   * @return the catalog; closing it stops the plugins
   * @throws org.atelier.api.UserException if a folder does not exist or cannot be listed
   */
  public static Catalog load(List<Path> folders) {
    return JarLoading.load(folders, PluginLoader.class.getClassLoader());
  }

  /**
   * Loads the plugins of a class path, without OSGi: for tests, an IDE, and embedding. All of them
   * share one class path, so that their libraries are not private to them.
   *
   * @param loader sees the plugins and {@code org.atelier.api}
   * @return the catalog; a plugin that cannot be used is in it as refused
   */
  public static Catalog fromClassPath(ClassLoader loader) {
    CatalogBuilder catalog = new CatalogBuilder();
    Iterator<ServiceLoader.Provider<Plugin>> providers =
        ServiceLoader.load(Plugin.class, loader).stream().iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          break;
        }
        ServiceLoader.Provider<Plugin> provider = providers.next();
        catalog.add(
            onClassPath(provider.type().getName(), provider.type().getPackage()),
            List.of(provider.get()),
            loader);
      } catch (ServiceConfigurationError error) {
        Throwable thrown = error.getCause() == null ? error : error.getCause();
        RefusedException refused = PluginErrors.explain(thrown, "a plugin on the class path");
        catalog.refuse(onClassPath(error.getMessage(), null).refused(List.of(), refused.refusal()));
      }
    }
    return catalog.build(loader, () -> {});
  }

  private static PluginIdentity onClassPath(String name, Package contents) {
    String version =
        Optional.ofNullable(contents).map(Package::getImplementationVersion).orElse("");
    return new PluginIdentity(name, version, Optional.<Path>empty(), "");
  }
}

package org.atelier.runner.plugin;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.atelier.api.Plugin;
import org.atelier.api.UserException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads jars one after the other: read, check, install, start, instantiate, look at components. */
final class JarLoading {
  private static final Logger LOG = LoggerFactory.getLogger(JarLoading.class);

  /**
   * One class of each library that a plugin must share with the runner, with the library's name.
   */
  private static final Map<String, String> SHARED =
      Map.of(
          "org.atelier.api.Plugin", "the Atelier API",
          "ai.djl.ndarray.NDArray", "DJL",
          "jakarta.inject.Inject", "Jakarta Inject",
          "jakarta.validation.Constraint", "Jakarta Validation",
          "org.slf4j.Logger", "SLF4J");

  private final ClassLoader runner;
  private final PluginFramework framework;
  private final Requirements requirements;
  private final CatalogBuilder catalog = new CatalogBuilder();
  private final Map<String, PluginIdentity> names = new HashMap<>();

  private JarLoading(ClassLoader runner, PluginFramework framework, HostPackages packages) {
    this.runner = runner;
    this.framework = framework;
    this.requirements = new Requirements(packages);
  }

  static Catalog load(List<Path> folders, ClassLoader runner) {
    List<List<Path>> files = folders.stream().map(JarLoading::jars).toList();
    HostPackages packages = HostPackages.of(runner);
    PluginFramework framework =
        new PluginFramework(packages, Path.of(System.getProperty("java.io.tmpdir")));
    JarLoading loading = new JarLoading(runner, framework, packages);
    files.forEach(loading::addAll);
    return loading.catalog.build(runner, framework::close);
  }

  private static List<Path> jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".jar"))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException exception) {
      throw new UserException(
          "the plugin folder %s cannot be listed: %s"
              .formatted(folder, Files.exists(folder) ? exception.toString() : "it does not exist"),
          "name a folder of plugin jars that can be read",
          exception);
    }
  }

  private void addAll(List<Path> files) {
    List<PluginJar> jars = new ArrayList<>();
    for (Path file : files) {
      read(file).ifPresent(jars::add);
    }
    jars.sort(
        Comparator.comparing((PluginJar jar) -> !jar.identity().name().startsWith("org.atelier."))
            .thenComparing(jar -> jar.identity().name())
            .thenComparing(JarLoading::version, Comparator.reverseOrder())
            .thenComparing(PluginJar::file));
    jars.forEach(this::add);
  }

  private Optional<PluginJar> read(Path file) {
    String sha256 = "";
    try {
      sha256 = PluginJar.digest(file);
      return Optional.of(PluginJar.read(file, sha256));
    } catch (RefusedException refused) {
      refuse(
          new PluginIdentity(file.getFileName().toString(), "", Optional.of(file), sha256),
          refused);
      return Optional.empty();
    }
  }

  private static Version version(PluginJar jar) {
    try {
      return Version.parseVersion(jar.identity().version());
    } catch (IllegalArgumentException malformed) {
      // refused when it is installed
      return Version.emptyVersion;
    }
  }

  private void add(PluginJar jar) {
    PluginIdentity identity = jar.identity();
    Bundle bundle = null;
    try {
      PluginIdentity twin = names.get(identity.name());
      if (twin != null) {
        throw new RefusedException(
            "is another copy of %s, which comes first".formatted(twin.described()),
            "delete one of the two jars");
      }
      requirements.check(jar);
      bundle = start(jar);
      checkShared(bundle);
      List<Plugin> plugins = new ArrayList<>();
      for (String name : jar.pluginClasses()) {
        plugins.add(instantiate(bundle, name));
      }
      if (catalog.add(identity, plugins, loader(bundle))) {
        names.put(identity.name(), identity);
      } else {
        framework.remove(bundle);
      }
    } catch (RefusedException refused) {
      refuse(identity, refused);
      if (bundle != null) {
        framework.remove(bundle);
      }
    }
  }

  private void refuse(PluginIdentity identity, RefusedException refused) {
    LOG.debug("{} is refused", identity.described(), refused);
    // reading what is no file, such as a pipe, may never end
    List<String> offers =
        identity.jar().filter(Files::isRegularFile).map(OfferReader::in).orElse(List.of());
    catalog.refuse(identity.refused(offers, refused.refusal()));
  }

  private Bundle start(PluginJar jar) throws RefusedException {
    try {
      return framework.start(jar);
    } catch (BundleException exception) {
      if (exception.getType() == BundleException.RESOLVE_ERROR) {
        throw requirements.unresolved(jar, exception);
      }
      Throwable thrown = exception.getCause() == null ? exception : exception.getCause();
      throw PluginErrors.explain(thrown, "the start of its bundle");
    } catch (IOException exception) {
      throw PluginJar.damaged(exception);
    }
  }

  private void checkShared(Bundle bundle) throws RefusedException {
    for (Map.Entry<String, String> shared : SHARED.entrySet()) {
      try {
        if (bundle.loadClass(shared.getKey()) != runner.loadClass(shared.getKey())) {
          throw new RefusedException(
              "carries its own copy of %s, which would be strange to the runner"
                  .formatted(shared.getValue()),
              "build it with atelier-plugin-parent, or give that dependency the scope provided");
        }
      } catch (ClassNotFoundException absent) {
        // the plugin does without it
        LOG.trace("{} does not see {}", bundle, shared.getKey(), absent);
      } catch (LinkageError error) {
        throw PluginErrors.explain(error, "the class " + shared.getKey());
      }
    }
  }

  private Plugin instantiate(Bundle bundle, String name) throws RefusedException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // DJL looks for its engines there
    thread.setContextClassLoader(new PluginClassLoader(runner, List.of(loader(bundle))));
    try {
      Constructor<? extends Plugin> constructor =
          load(bundle, name).asSubclass(Plugin.class).getConstructor();
      return constructor.newInstance();
    } catch (ClassCastException other) {
      throw new RefusedException(
          "its %s names %s, which does not implement %s"
              .formatted(PluginJar.SERVICES, name, Plugin.class.getName()),
          "let the class implement it, or leave it out of the file",
          other);
    } catch (NoSuchMethodException | IllegalAccessException | InstantiationException unfit) {
      throw new RefusedException(
          "its plugin class %s has no public constructor without parameters".formatted(name),
          "make the class public and not abstract, with such a constructor",
          unfit);
    } catch (InvocationTargetException | LinkageError thrown) {
      throw PluginErrors.explain(thrown, "the constructor of " + name);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Class<?> load(Bundle bundle, String name) throws RefusedException {
    try {
      return bundle.loadClass(name);
    } catch (ClassNotFoundException absent) {
      if (absent.getCause() != null) {
        throw PluginErrors.explain(absent, "its plugin class " + name);
      }
      throw new RefusedException(
          "its %s names %s, but it has no such class".formatted(PluginJar.SERVICES, name),
          "build it again with mvn clean package, or mend the name in that file",
          absent);
    }
  }

  private static ClassLoader loader(Bundle bundle) {
    return bundle.adapt(BundleWiring.class).getClassLoader();
  }
}

package org.atelier.runner.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.framework.Logger;
import org.atelier.api.UserException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.slf4j.LoggerFactory;

/** The OSGi framework: one bundle per plugin jar, its files in a temporary folder of its own. */
final class PluginFramework implements AutoCloseable {
  private static final long STOP_MILLISECONDS = 5_000;

  /** What bnd's @ServiceProvider requires; nobody needs it here, as the runner reads services. */
  private static final String SERVICE_LOADER =
      "osgi.extender;osgi.extender=\"osgi.serviceloader.registrar\";version:Version=\"1.0\","
          + "osgi.extender;osgi.extender=\"osgi.serviceloader.processor\";version:Version=\"1.0\"";

  private final Path folder;
  private final Framework framework;

  /** Leaves the bundles started: a run that is being interrupted still loads classes from them. */
  private final Thread atExit = new Thread(this::deleteFolder, "plugin-framework-exit");

  private int wrapped;
  private boolean closed;

  /**
   * Starts a framework.
   *
   * @param packages what the runner shares with plugins
   * @param temporary where its temporary folder goes
   * @throws UserException if that folder cannot be made
   */
  PluginFramework(HostPackages packages, Path temporary) {
    try {
      folder = Files.createTempDirectory(temporary, "atelier-plugins-");
    } catch (IOException exception) {
      throw new UserException(
          "the plugins need a temporary folder, which cannot be made in %s: %s"
              .formatted(temporary, exception),
          "make room there, or name another folder in ATELIER_JAVA_OPTIONS=-Djava.io.tmpdir=DIR",
          exception);
    }
    Map<String, Object> settings = new HashMap<>();
    settings.put(Constants.FRAMEWORK_STORAGE, folder.resolve("bundles").toString());
    settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    settings.put(Constants.FRAMEWORK_BUNDLE_PARENT, Constants.FRAMEWORK_BUNDLE_PARENT_EXT);
    settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, packages.header());
    settings.put(Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA, SERVICE_LOADER);
    // or Felix takes the whole JVM's handlers of URLs
    settings.put("felix.service.urlhandlers", "false");
    settings.put("felix.log.logger", new ForwardingLogger());
    framework = new FrameworkFactory().newFramework(settings);
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      framework.start();
    } catch (BundleException exception) {
      close();
      throw new IllegalStateException("the plugin framework does not start", exception);
    }
  }

  /**
   * Installs a jar and starts its bundle.
   *
   * @throws BundleException if the bundle does not resolve or its activator fails
   * @throws IOException if a jar that is no bundle cannot be made one
   */
  Bundle start(PluginJar jar) throws BundleException, IOException {
    Path place = jar.isBundle() ? jar.file() : wrap(jar);
    Bundle bundle = framework.getBundleContext().installBundle("reference:" + place.toUri());
    bundle.start();
    return bundle;
  }

  /** Removes a bundle that is of no use. */
  void remove(Bundle bundle) {
    try {
      bundle.uninstall();
    } catch (BundleException exception) {
      LoggerFactory.getLogger(PluginFramework.class).debug("cannot uninstall", exception);
    }
  }

  /**
   * Makes a bundle around a plain jar: a folder with a manifest beside a copy of the jar. It may
   * import whatever the runner shares.
   */
  private Path wrap(PluginJar jar) throws IOException {
    Path place = Files.createDirectories(folder.resolve("wrapped-" + wrapped++));
    Files.copy(jar.file(), place.resolve("plugin.jar"));
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    headers.putValue(Constants.BUNDLE_SYMBOLICNAME, "wrapped-" + wrapped);
    headers.putValue(Constants.BUNDLE_CLASSPATH, "plugin.jar");
    headers.putValue(Constants.DYNAMICIMPORT_PACKAGE, "*");
    Path file = place.resolve(JarFile.MANIFEST_NAME);
    Files.createDirectories(file.getParent());
    try (OutputStream stream = Files.newOutputStream(file)) {
      manifest.write(stream);
    }
    return place;
  }

  /** Stops the bundles and deletes the temporary folder. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      framework.stop();
      framework.waitForStop(STOP_MILLISECONDS);
    } catch (BundleException exception) {
      LoggerFactory.getLogger(PluginFramework.class).debug("does not stop", exception);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    deleteFolder();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      LoggerFactory.getLogger(PluginFramework.class).debug("the process is ending", exiting);
    }
  }

  private void deleteFolder() {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    } catch (IOException exception) {
      LoggerFactory.getLogger(PluginFramework.class)
          .warn("the temporary folder {} is left behind", folder, exception);
    }
  }

  /** Writes what Felix says into the runner's log, most of it as details. */
  private static final class ForwardingLogger extends Logger {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("org.apache.felix");

    @Override
    protected void doLog(
        Bundle bundle,
        @SuppressWarnings("rawtypes") ServiceReference reference,
        int level,
        String message,
        Throwable thrown) {
      LOG.debug("{}: {}", bundle, message, thrown);
    }

    @Override
    protected void doLog(int level, String message, Throwable thrown) {
      LOG.debug("{}", message, thrown);
    }
  }
}

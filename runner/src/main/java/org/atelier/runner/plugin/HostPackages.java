package org.atelier.runner.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * The packages that the runner shares with plugins: the API and what its signatures are made of.
 * All else on the runner's class path stays hidden, so that a plugin can bring its own version.
 */
final class HostPackages {
  /** A class of each library that is shared and says in its manifest what it exports. */
  private static final List<String> BUNDLES =
      List.of(
          "org/atelier/api/Plugin.class",
          "com/google/gson/Gson.class",
          "com/google/inject/Injector.class",
          "jakarta/inject/Inject.class",
          "jakarta/validation/Constraint.class",
          "org/slf4j/Logger.class");

  /** The same for DJL, whose jars are no bundles. */
  private static final List<String> DJL =
      List.of(
          "ai/djl/engine/Engine.class",
          "ai/djl/mxnet/engine/MxEngine.class",
          "ai/djl/pytorch/engine/PtEngine.class");

  private static final String AOP_ALLIANCE = "org/aopalliance/aop/Advice.class";

  /** SLF4J 2 also serves what was built for the last 1.x. */
  private static final String OLD_SLF4J = "1.7.36";

  /**
   * One package.
   *
   * @param name its name
   * @param version its version as OSGi writes it
   */
  record Exported(String name, String version) {}

  private final List<Exported> packages;

  private HostPackages(List<Exported> packages) {
    this.packages = List.copyOf(packages);
  }

  /**
   * Looks at the libraries of a class path.
   *
   * @throws IllegalStateException if one of them is missing or the API has no manifest
   */
  static HostPackages of(ClassLoader runner) {
    List<Exported> packages = new ArrayList<>();
    try {
      for (String witness : BUNDLES) {
        packages.addAll(declared(locate(runner, witness), witness));
      }
      String version = djlVersion(runner);
      for (String witness : DJL) {
        packages.addAll(contained(locate(runner, witness), version));
      }
      packages.addAll(contained(locate(runner, AOP_ALLIANCE), "1.0.0"));
    } catch (IOException exception) {
      throw new UncheckedIOException(
          "the runner's own libraries cannot be read: install atelier again", exception);
    }
    packages.stream()
        .filter(exported -> exported.name().startsWith("org.slf4j"))
        .map(exported -> new Exported(exported.name(), OLD_SLF4J))
        .toList()
        .forEach(packages::add);
    return new HostPackages(packages);
  }

  /** Returns the version that the bundle of a class gives the class's package. */
  static String version(Class<?> type) throws IOException {
    String witness = type.getName().replace('.', '/') + ".class";
    return declared(locate(type.getClassLoader(), witness), witness).stream()
        .filter(exported -> exported.name().equals(type.getPackageName()))
        .map(Exported::version)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(type + " is not exported"));
  }

  /** Returns the versions of one package, the newest first; none if it is not shared. */
  List<String> versions(String name) {
    return packages.stream()
        .filter(exported -> exported.name().equals(name))
        .map(Exported::version)
        .toList();
  }

  /** Returns the packages as a framework takes them. */
  String header() {
    return packages.stream()
        .map(exported -> "%s;version=\"%s\"".formatted(exported.name(), exported.version()))
        .collect(Collectors.joining(","));
  }

  private static URL locate(ClassLoader runner, String witness) {
    URL found = runner.getResource(witness);
    if (found == null) {
      throw new IllegalStateException("the class path has no " + witness);
    }
    return found;
  }

  private static List<Exported> declared(URL witness, String path) throws IOException {
    String root = witness.toString();
    URL place = new URL(root.substring(0, root.length() - path.length()) + JarFile.MANIFEST_NAME);
    try (InputStream stream = place.openStream()) {
      String exports = new Manifest(stream).getMainAttributes().getValue("Export-Package");
      if (exports == null) {
        throw new IllegalStateException(place + " exports no packages");
      }
      return ManifestHeader.clauses(exports).stream()
          .map(clause -> new Exported(clause.path(), clause.parameter("version", "0.0.0")))
          .toList();
    }
  }

  private static List<Exported> contained(URL witness, String version) throws IOException {
    JarURLConnection connection = (JarURLConnection) witness.openConnection();
    Set<String> names = new TreeSet<>();
    JarFile jar = connection.getJarFile();
    jar.stream()
        .map(entry -> entry.getName())
        .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
        .filter(name -> name.indexOf('/') > 0)
        .forEach(name -> names.add(name.substring(0, name.lastIndexOf('/')).replace('/', '.')));
    return names.stream().map(name -> new Exported(name, version)).toList();
  }

  private static String djlVersion(ClassLoader runner) throws IOException {
    try (InputStream stream = locate(runner, "ai/djl/engine/api.properties").openStream()) {
      Properties properties = new Properties();
      properties.load(stream);
      return properties.getProperty("djl_version");
    }
  }
}

package org.atelier.runner.plugin;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** Says in words what a bundle needs and does not get. */
final class Requirements {
  private static final Pattern JAVA =
      Pattern.compile("osgi\\.ee=JavaSE\\)\\(version>?=(\\d+)(?:\\.0)*\\)");

  private static final String BUILD_WITH_PARENT =
      "build it with atelier-plugin-parent, which writes the bundle's manifest";

  private final HostPackages host;

  Requirements(HostPackages host) {
    this.host = host;
  }

  /**
   * Refuses a bundle whose manifest makes no sense, or that imports a package that the runner
   * shares in another version only.
   */
  void check(PluginJar jar) throws RefusedException {
    try {
      checkJava(jar);
      checkPackages(jar);
    } catch (IllegalArgumentException malformed) {
      throw new RefusedException(
          "its manifest is malformed: " + malformed.getMessage(), BUILD_WITH_PARENT, malformed);
    }
  }

  private static void checkJava(PluginJar jar) throws RefusedException {
    Matcher java = JAVA.matcher(jar.header(Constants.REQUIRE_CAPABILITY));
    if (java.find() && Integer.parseInt(java.group(1)) > Runtime.version().feature()) {
      throw new RefusedException(
          "needs Java %s, this is Java %d".formatted(java.group(1), Runtime.version().feature()),
          "run atelier with Java %s, or build the plugin for Java 17".formatted(java.group(1)));
    }
  }

  private void checkPackages(PluginJar jar) throws RefusedException {
    for (ManifestHeader.Clause wanted : mandatory(jar)) {
      List<String> offered = host.versions(wanted.path());
      VersionRange range = range(wanted);
      if (!offered.isEmpty()
          && offered.stream().noneMatch(version -> range.includes(new Version(version)))) {
        String needed = wanted.path() + " " + words(range);
        String present = shortened(new Version(offered.get(0)));
        throw new RefusedException(
            "needs %s, this runner has %s".formatted(needed, present),
            "get the plugin in a version for %s %s, or a runner with %s %s"
                .formatted(wanted.path(), present, wanted.path(), words(range)));
      }
    }
  }

  /** Explains why a bundle does not resolve. */
  RefusedException unresolved(PluginJar jar, Exception thrown) {
    Set<String> java =
        ModuleLayer.boot().modules().stream()
            .flatMap(module -> module.getPackages().stream())
            .collect(Collectors.toSet());
    List<String> missing =
        mandatory(jar).stream()
            .filter(wanted -> host.versions(wanted.path()).isEmpty())
            .map(ManifestHeader.Clause::path)
            .filter(name -> !java.contains(name))
            .toList();
    if (missing.isEmpty()) {
      return new RefusedException(
          "its bundle cannot be started: " + thrown.getMessage(), BUILD_WITH_PARENT, thrown);
    }
    return new RefusedException(
        "needs %s %s, which neither the jar nor this runner has"
            .formatted(
                missing.size() == 1 ? "the package" : "the packages", String.join(", ", missing)),
        "build it with atelier-plugin-parent and the missing library as a dependency of scope"
            + " compile, so that its jar carries it",
        thrown);
  }

  private static List<ManifestHeader.Clause> mandatory(PluginJar jar) {
    return ManifestHeader.clauses(jar.header(Constants.IMPORT_PACKAGE)).stream()
        .filter(clause -> !clause.parameter("resolution:", "mandatory").equals("optional"))
        .toList();
  }

  private static VersionRange range(ManifestHeader.Clause wanted) {
    return new VersionRange(wanted.parameter(Constants.VERSION_ATTRIBUTE, "0"));
  }

  private static String words(VersionRange range) {
    String from = shortened(range.getLeft());
    if (range.getRight() == null) {
      return from + " or later";
    }
    if (range.getRightType() == VersionRange.RIGHT_CLOSED) {
      return range.getLeft().equals(range.getRight())
          ? "exactly " + from
          : from + " up to and with " + shortened(range.getRight());
    }
    return from + " up to " + shortened(range.getRight());
  }

  private static String shortened(Version version) {
    String both = version.getMajor() + "." + version.getMinor();
    return version.getMicro() == 0 ? both : both + "." + version.getMicro();
  }
}

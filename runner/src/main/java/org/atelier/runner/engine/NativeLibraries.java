package org.atelier.runner.engine;

import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Finds the engines' native libraries: the user's own, which a variable such as {@code
 * PYTORCH_LIBRARY_PATH} names and which DJL prefers, or else those on the class path.
 */
final class NativeLibraries {
  private NativeLibraries() {}

  /** Finds an engine's libraries for this platform; those for GPUs before those for CPUs. */
  static Optional<NativeLibrary> find(EngineName engine, Map<String, String> environment) {
    return findOwn(engine, environment).or(() -> findOnClassPath(engine));
  }

  private static Optional<NativeLibrary> findOwn(
      EngineName engine, Map<String, String> environment) {
    String folder = environment.getOrDefault(engine.name() + "_LIBRARY_PATH", "");
    String file = System.mapLibraryName(engine == EngineName.MXNET ? "mxnet" : "torch");
    if (folder.isEmpty() || Files.notExists(Path.of(folder, file))) {
      return Optional.empty();
    }
    return Optional.of(
        new NativeLibrary(
            environment.getOrDefault(engine.name() + "_VERSION", "unknown"),
            environment.getOrDefault(engine.name() + "_FLAVOR", "own"),
            platform(),
            Optional.of(Path.of(folder))));
  }

  private static Optional<NativeLibrary> findOnClassPath(EngineName engine) {
    String resource = "native/lib/" + engine.resource() + ".properties";
    List<NativeLibrary> found = new ArrayList<>();
    try {
      for (URL url :
          Collections.list(NativeLibraries.class.getClassLoader().getResources(resource))) {
        read(url).filter(library -> library.platform().equals(platform())).ifPresent(found::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource + " on the class path", e);
    }
    return found.stream().max(Comparator.comparing(NativeLibrary::forGpu));
  }

  /** Returns this platform as DJL names it, such as {@code linux-x86_64}. */
  static String platform() {
    String system = System.getProperty("os.name");
    String architecture = System.getProperty("os.arch");
    String prefix =
        system.startsWith("Windows") ? "win" : system.startsWith("Mac") ? "osx" : "linux";
    return prefix + "-" + (architecture.equals("amd64") ? "x86_64" : architecture);
  }

  /** Returns the folder in which the libraries lie once DJL has unpacked them. */
  static Path unpacked(EngineName engine, NativeLibrary library) {
    return library
        .own()
        .orElseGet(() -> Utils.getEngineCacheDir(engine.resource()).resolve(library.text()));
  }

  private static Optional<NativeLibrary> read(URL url) throws IOException {
    Properties properties = new Properties();
    try (InputStream stream = url.openStream()) {
      properties.load(stream);
    }
    String version = properties.getProperty("version");
    String classifier = properties.getProperty("classifier");
    if (version == null || classifier == null) {
      return Optional.empty(); // a placeholder, which would make DJL download
    }
    String flavor = properties.getProperty("flavor");
    if (flavor != null) {
      return Optional.of(new NativeLibrary(version, flavor, classifier, Optional.empty()));
    }
    // MXNet's form: the flavor before the platform
    String[] parts = classifier.split("-", 2);
    return Optional.of(new NativeLibrary(version, parts[0], parts[1], Optional.empty()));
  }
}

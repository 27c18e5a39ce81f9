package org.atelier.runner.sample;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Puts {@link SamplePlugin} on a class path. */
public final class SamplePlugins {
  private SamplePlugins() {}

  /**
   * Packs the plugin as the only jar of a folder.
   *
   * @param folder where it goes
   * @param version the plugin's version
   */
  public static Path jar(Path folder, String version) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", "sample");
    headers.putValue("Bundle-Version", version);
    headers.putValue("DynamicImport-Package", "*");
    Files.createDirectories(folder);
    URI classes;
    try {
      classes = SamplePlugin.class.getResource("SamplePlugin.class").toURI();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
    Path source = Path.of(classes).getParent();
    try (JarOutputStream jar =
            new JarOutputStream(Files.newOutputStream(folder.resolve("sample.jar")), manifest);
        Stream<Path> files = Files.list(source)) {
      add(
          jar,
          "META-INF/services/org.atelier.api.Plugin",
          SamplePlugin.class.getName().getBytes(StandardCharsets.UTF_8));
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        if (file.getFileName().toString().startsWith("SamplePlugin")) {
          add(jar, "org/atelier/runner/sample/" + file.getFileName(), Files.readAllBytes(file));
        }
      }
    }
    return folder;
  }

  private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    // Equal jars have equal bytes.
    entry.setTime(0);
    jar.putNextEntry(entry);
    jar.write(content);
    jar.closeEntry();
  }

  /**
   * Returns a class loader that sees the plugin.
   *
   * @param folder a temporary folder
   */
  public static URLClassLoader loader(Path folder) throws IOException {
    Path services = Files.createDirectories(folder.resolve("plugin/META-INF/services"));
    Files.writeString(services.resolve("org.atelier.api.Plugin"), SamplePlugin.class.getName());
    return new URLClassLoader(
        new URL[] {folder.resolve("plugin").toUri().toURL()}, SamplePlugins.class.getClassLoader());
  }
}

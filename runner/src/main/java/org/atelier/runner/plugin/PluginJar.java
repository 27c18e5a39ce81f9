package org.atelier.runner.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.atelier.api.Plugin;
import org.osgi.framework.Constants;

/**
 * What a plugin jar says of itself, before anything in it is loaded.
 *
 * @param file the jar
 * @param sha256 hexadecimal SHA-256 of its bytes
 * @param headers the main section of its manifest
 * @param pluginClasses the classes that its services file names
 */
record PluginJar(
    Path file, String sha256, Map<String, String> headers, List<String> pluginClasses) {
  static final String SERVICES = "META-INF/services/" + Plugin.class.getName();

  private static final long MOST_BYTES = 1L << 30;
  private static final int MOST_ENTRIES = 100_000;
  private static final int MOST_TEXT_BYTES = 1 << 20;

  /**
   * Reads a jar.
   *
   * @throws RefusedException if it cannot be read or is not a plugin
   */
  static PluginJar read(Path file, String sha256) throws RefusedException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw new RefusedException(
            "has %,d entries; the limit is %,d".formatted(zip.size(), MOST_ENTRIES),
            "build it with fewer or smaller libraries");
      }
      return new PluginJar(file, sha256, headers(zip), pluginClasses(zip));
    } catch (IOException exception) {
      throw damaged(exception);
    }
  }

  /**
   * Returns the hexadecimal SHA-256 of a file.
   *
   * @throws RefusedException if it is larger than any plugin should be, or cannot be read
   */
  static String digest(Path file) throws RefusedException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new RefusedException(
          "is no file" + (Files.isDirectory(file) ? " but a folder" : ""),
          "move it out of the plugin folder, or put the plugin's jar in its place");
    }
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw new RefusedException(
            "is %,d bytes large; the limit is %,d".formatted(size, MOST_BYTES),
            "move what makes it large, such as trained parameters, into files of their own");
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
        stream.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException exception) {
      throw new RefusedException(
          "cannot be read: " + exception, "make the file readable, or move it away", exception);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java platform has SHA-256", absent);
    }
  }

  /** Explains a jar that cannot be read as one. */
  static RefusedException damaged(Exception exception) {
    return new RefusedException(
        "is damaged or incomplete (%s)".formatted(exception.getMessage()),
        "copy the jar again or build it again",
        exception);
  }

  /** Returns a header of the manifest, empty if it is missing. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Returns whether the manifest makes it an OSGi bundle. */
  boolean isBundle() {
    return !ManifestHeader.clauses(header(Constants.BUNDLE_SYMBOLICNAME)).isEmpty();
  }

  /** Returns which plugin it is. */
  PluginIdentity identity() {
    if (!isBundle()) {
      return new PluginIdentity(
          file.getFileName().toString(),
          header("Implementation-Version"),
          Optional.of(file),
          sha256);
    }
    return new PluginIdentity(
        ManifestHeader.clauses(header(Constants.BUNDLE_SYMBOLICNAME)).get(0).path(),
        header(Constants.BUNDLE_VERSION),
        Optional.of(file),
        sha256);
  }

  private static Map<String, String> headers(ZipFile zip) throws IOException, RefusedException {
    Map<String, String> headers = new LinkedHashMap<>();
    ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
    if (entry != null) {
      new Manifest(new java.io.ByteArrayInputStream(bytes(zip, entry)))
          .getMainAttributes()
          .forEach((name, value) -> headers.put(name.toString(), value.toString()));
    }
    return headers;
  }

  private static List<String> pluginClasses(ZipFile zip) throws IOException, RefusedException {
    ZipEntry entry = zip.getEntry(SERVICES);
    List<String> classes =
        entry == null
            ? List.of()
            : new String(bytes(zip, entry), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    if (classes.isEmpty()) {
      throw new RefusedException(
          "is not a plugin: it has no " + SERVICES,
          "move it out of the plugin folder; a library that a plugin needs belongs into that"
              + " plugin's own jar");
    }
    return classes;
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException, RefusedException {
    try (InputStream stream = zip.getInputStream(entry)) {
      byte[] bytes = stream.readNBytes(MOST_TEXT_BYTES + 1);
      if (bytes.length > MOST_TEXT_BYTES) {
        throw new RefusedException(
            "its %s is larger than %,d bytes".formatted(entry.getName(), MOST_TEXT_BYTES),
            "build it with atelier-plugin-parent, which writes that file");
      }
      return bytes;
    }
  }
}

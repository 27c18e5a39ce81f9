package org.atelier.runner.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Writes plugin jars from source text, good ones and bad ones. */
final class JarBuilder {
  private final Path work;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private String classPath = System.getProperty("java.class.path");
  private String release = "17";

  JarBuilder(Path work) {
    this.work = work;
  }

  /** A bundle as bnd writes it: a name, a version, and imports with ranges. */
  JarBuilder bundle(String name, String version) {
    return header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", name)
        .header("Bundle-Version", version)
        .header(
            "Import-Package",
            "org.atelier.api;version=\"[1.0,2)\",jakarta.inject;version=\"[2.0,3)\","
                + "ai.djl.ndarray;version=\"[0.27,0.37)\",ai.djl.ndarray.types;version=\"[0.27,0.37)\","
                + "ai.djl.nn;version=\"[0.27,0.37)\",ai.djl.nn.core;version=\"[0.27,0.37)\","
                + "org.slf4j;version=\"[1.7,3)\"");
  }

  JarBuilder header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  JarBuilder entry(String name, String text) {
    return entry(name, text.getBytes(StandardCharsets.UTF_8));
  }

  JarBuilder entry(String name, byte[] bytes) {
    entries.put(name, bytes);
    return this;
  }

  JarBuilder services(String... classes) {
    return entry("META-INF/services/org.atelier.api.Plugin", String.join("\n", classes) + "\n");
  }

  JarBuilder source(String className, String text) {
    sources.put(className, text);
    return this;
  }

  /** Adds to what the sources are compiled against, without putting it into the jar. */
  JarBuilder against(Path jar) {
    classPath = jar + java.io.File.pathSeparator + classPath;
    return this;
  }

  JarBuilder release(String release) {
    this.release = release;
    return this;
  }

  /** A plugin class that offers one model of a type, both in one package. */
  JarBuilder modelPlugin(String packageName, String type) {
    return services(packageName + ".ThePlugin")
        .source(packageName + ".ThePlugin", pluginSource(packageName, type, ""))
        .source(packageName + ".TheModel", modelSource(packageName, ""));
  }

  static String pluginSource(String packageName, String type, String body) {
    return """
        package %s;
        import java.util.List;
        import org.atelier.api.*;
        public final class ThePlugin implements Plugin {
          public ThePlugin() { %s }
          @Override public List<Component<?>> components() {
            return List.of(Component.model("%s", "A model of a test.", NoSettings.class, TheModel.class));
          }
        }
        """
        .formatted(packageName, body, type);
  }

  static String modelSource(String packageName, String body) {
    return """
        package %s;
        import ai.djl.ndarray.types.Shape;
        import ai.djl.nn.Block;
        import org.atelier.api.*;
        public final class TheModel implements Model {
          @jakarta.inject.Inject public TheModel(NoSettings settings) {}
          %s
          @Override public Block network(Shape image, int classes) {
            return ai.djl.nn.core.Linear.builder().setUnits(classes).build();
          }
        }
        """
        .formatted(packageName, body);
  }

  /** Writes the jar. */
  Path write(Path file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.forEach(manifest.getMainAttributes()::putValue);
    Map<String, byte[]> all = new LinkedHashMap<>(entries);
    all.putAll(compile());
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (OutputStream stream = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(stream, manifest)) {
      for (Map.Entry<String, byte[]> entry : all.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
        jar.closeEntry();
      }
    }
    return file;
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Path file = Files.createTempFile(work, "nested", ".jar");
    Files.copy(write(file), bytes);
    Files.delete(file);
    return bytes.toByteArray();
  }

  private Map<String, byte[]> compile() throws IOException {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    if (sources.isEmpty()) {
      return classes;
    }
    Path output = Files.createTempDirectory(work, "classes");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<JavaFileObject> units =
        sources.entrySet().stream()
            .<JavaFileObject>map(source -> new Source(source.getKey(), source.getValue()))
            .toList();
    List<String> options =
        List.of(
            "-d", output.toString(), "-cp", classPath, "--release", release, "-proc:none", "-g");
    boolean compiled = compiler.getTask(messages, null, null, options, null, units).call();
    assertThat(compiled).as(messages.toString()).isTrue();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        classes.put(
            output.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return classes;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}

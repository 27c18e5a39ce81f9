package org.atelier.runner.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.atelier.api.UserException;

/** Writes a plugin project that builds as it is: a pom, a plugin with one model, and its test. */
public final class PluginTemplate {
  private static final String PARENT = "repository/org/atelier/atelier-plugin-parent";

  private final String name;
  private final String className;
  private final String packageName;
  private final String version;
  private final String repository;

  private PluginTemplate(String folderName, Path atelierHome) {
    List<String> words =
        Arrays.stream(folderName.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toCollection(ArrayList::new));
    if (words.isEmpty() || Character.isDigit(words.get(0).charAt(0))) {
      words.add(0, "plugin");
    }
    name = String.join("-", words);
    className =
        words.stream()
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
    String lastPart = String.join("", words);
    packageName = "com.example." + (SourceVersion.isName(lastPart) ? lastPart : lastPart + "s");
    version = version(atelierHome);
    repository = atelierHome.resolve("repository").toUri().toString().replace("&", "&amp;");
  }

  /**
   * Writes a project. Its name, package and type name follow the folder's name.
   *
   * @param folder where to; made if it does not exist
   * @param atelierHome the folder where Atelier is installed, whose Maven repository the project
   *     builds with
   * @return the files in the order of their use, relative to the folder
   * @throws UserException if the folder has something in it, cannot be written, or Atelier's folder
   *     has no Maven repository
   */
  public static List<Path> write(Path folder, Path atelierHome) {
    Path place = folder.toAbsolutePath().normalize();
    Path last = place.getFileName();
    PluginTemplate template =
        new PluginTemplate(last == null ? "" : last.toString(), atelierHome.toAbsolutePath());
    try {
      refuseContents(place);
      List<Path> written = new ArrayList<>();
      for (Map.Entry<String, String> file : template.files().entrySet()) {
        Path target = place.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.writeString(target, template.fill(file.getValue()));
        written.add(place.relativize(target));
      }
      return written;
    } catch (IOException exception) {
      throw new UserException(
          "the plugin project cannot be written to %s: %s".formatted(folder, exception),
          "name a folder that can be written",
          exception);
    }
  }

  private static void refuseContents(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new UserException("%s is a file".formatted(folder), "name a new folder");
    }
    try (Stream<Path> contents = Files.list(folder)) {
      if (contents.findAny().isPresent()) {
        throw new UserException(
            "the folder %s is not empty".formatted(folder), "name a new folder, or empty it");
      }
    }
  }

  private static String version(Path atelierHome) {
    Path parent = atelierHome.resolve(PARENT);
    if (Files.isDirectory(parent)) {
      try (Stream<Path> versions = Files.list(parent)) {
        return versions
            .filter(Files::isDirectory)
            .map(version -> version.getFileName().toString())
            .findFirst()
            .orElseThrow(() -> noRepository(parent));
      } catch (IOException exception) {
        throw noRepository(parent);
      }
    }
    throw noRepository(parent);
  }

  private static UserException noRepository(Path parent) {
    return new UserException(
        "%s is missing, which a plugin project builds with".formatted(parent),
        "run atelier from the folder that it is installed in, bin/atelier, or install it again");
  }

  /** Returns the resource of each file of the project. */
  private Map<String, String> files() {
    String main = "src/main/java/" + packageName.replace('.', '/') + "/" + className;
    String test = "src/test/java/" + packageName.replace('.', '/') + "/" + className;
    Map<String, String> files = new LinkedHashMap<>();
    files.put("README.md", "README.md");
    files.put("pom.xml", "pom.xml");
    files.put(main + "Plugin.java", "Plugin.java");
    files.put(main + "Model.java", "Model.java");
    files.put(test + "ModelTest.java", "ModelTest.java");
    files.put("pipeline.yaml", "pipeline.yaml");
    files.put(".gitignore", "gitignore");
    return files;
  }

  private String fill(String resource) throws IOException {
    try (InputStream stream = PluginTemplate.class.getResourceAsStream("template/" + resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@NAME@", name)
          .replace("@CLASS@", className)
          .replace("@PACKAGE@", packageName)
          .replace("@ATELIER-VERSION@", version)
          .replace("@REPOSITORY@", repository);
    }
  }
}

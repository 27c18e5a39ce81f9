package org.atelier.runner.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.atelier.api.Kind;
import org.atelier.api.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginTemplateTest {
  @TempDir Path work;
  private Path home;

  @BeforeEach
  void installAtelier() throws IOException {
    home = work.resolve("atelier");
    Files.createDirectories(
        home.resolve("repository/org/atelier/atelier-plugin-parent/9.8.7-SNAPSHOT"));
  }

  @Test
  void writesAPluginThatLoads() throws IOException {
    Path project = work.resolve("My plugin");
    assertThat(PluginTemplate.write(project, home))
        .containsExactly(
            Path.of("README.md"),
            Path.of("pom.xml"),
            Path.of("src/main/java/com/example/myplugin/MyPluginPlugin.java"),
            Path.of("src/main/java/com/example/myplugin/MyPluginModel.java"),
            Path.of("src/test/java/com/example/myplugin/MyPluginModelTest.java"),
            Path.of("pipeline.yaml"),
            Path.of(".gitignore"));
    assertThat(project.resolve("pom.xml"))
        .content()
        .contains("<version>9.8.7-SNAPSHOT</version>")
        .contains("<artifactId>my-plugin</artifactId>")
        .contains("<url>" + home.resolve("repository").toUri() + "</url>")
        .doesNotContain("@");
    assertThat(project.resolve("pipeline.yaml")).content().contains("type: my-plugin-model");

    Path plugins = Files.createDirectory(work.resolve("plugins"));
    JarBuilder jar = new JarBuilder(work).services("com.example.myplugin.MyPluginPlugin");
    for (String name : List.of("MyPluginPlugin", "MyPluginModel")) {
      jar.source(
          "com.example.myplugin." + name,
          Files.readString(
              project.resolve("src/main/java/com/example/myplugin/" + name + ".java")));
    }
    jar.write(plugins.resolve("my-plugin.jar"));
    try (Catalog catalog = PluginLoader.load(List.of(plugins))) {
      assertThat(catalog.find(Kind.MODEL, "my-plugin-model")).isPresent();
    }
  }

  @Test
  void findsAPackageForAnyFolderName() throws IOException {
    PluginTemplate.write(work.resolve("new"), home);
    assertThat(work.resolve("new/src/main/java/com/example/news/NewPlugin.java")).exists();
    PluginTemplate.write(work.resolve("3"), home);
    assertThat(work.resolve("3/src/main/java/com/example/plugin3/Plugin3Plugin.java")).exists();
  }

  @Test
  void leavesAFolderWithContentsAlone() throws IOException {
    Path project = Files.createDirectory(work.resolve("mine"));
    Files.writeString(project.resolve("notes.txt"), "keep");
    assertThatThrownBy(() -> PluginTemplate.write(project, home))
        .isInstanceOfSatisfying(
            UserException.class,
            exception -> {
              assertThat(exception).hasMessage("the folder %s is not empty", project);
              assertThat(exception.remedy()).isEqualTo("name a new folder, or empty it");
            });
    assertThat(project).isDirectoryContaining("glob:**/notes.txt");
    assertThat(project.toFile().list()).hasSize(1);
  }

  @Test
  void saysThatTheRepositoryIsMissing() {
    Path elsewhere = work.resolve("elsewhere");
    assertThatThrownBy(() -> PluginTemplate.write(work.resolve("mine"), elsewhere))
        .isInstanceOfSatisfying(
            UserException.class,
            exception -> {
              assertThat(exception)
                  .hasMessage(
                      "%s is missing, which a plugin project builds with",
                      elsewhere.resolve("repository/org/atelier/atelier-plugin-parent"));
              assertThat(exception.remedy())
                  .isEqualTo(
                      "run atelier from the folder that it is installed in, bin/atelier, or install"
                          + " it again");
            });
    assertThat(work.resolve("mine")).doesNotExist();
  }
}

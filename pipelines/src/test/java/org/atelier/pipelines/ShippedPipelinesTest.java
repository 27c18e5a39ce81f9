package org.atelier.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.atelier.runner.definition.Definition;
import org.atelier.runner.definition.DefinitionReader;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.Planner;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.PluginLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pipeline file that we ship is planned with the plugins that we ship. */
class ShippedPipelinesTest {
  private static Catalog catalog;

  @BeforeAll
  static void findPlugins() {
    catalog = PluginLoader.fromClassPath(ShippedPipelinesTest.class.getClassLoader());
  }

  @AfterAll
  static void stopPlugins() {
    catalog.close();
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void isPlannedWithoutAProblem(Path file) throws Exception {
    Plan plan = plan(file);
    assertThat(plan.stages()).isNotEmpty();
    assertThat(file).hasFileName(plan.pipeline() + ".yaml");
  }

  @ParameterizedTest
  @MethodSource("files")
  void callsItsDatasetsTrainAndTest(Path file) throws Exception {
    assertThat(plan(file).components()).containsKeys("datasets.train", "datasets.test");
  }

  @ParameterizedTest
  @MethodSource("files")
  void namesItsSchemaForEditors(Path file) throws IOException {
    assertThat(Files.readAllLines(file).get(0))
        .isEqualTo("# yaml-language-server: $schema=atelier.schema.json");
  }

  private static Plan plan(Path file) throws Exception {
    Definition definition = DefinitionReader.read(file, List.of(), Map.of());
    return Planner.plan(definition, catalog);
  }
}

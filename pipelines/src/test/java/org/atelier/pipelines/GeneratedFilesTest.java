package org.atelier.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.atelier.runner.definition.DefinitionReader;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.Planner;
import org.atelier.runner.plan.ReferencePage;
import org.atelier.runner.plan.SchemaWriter;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.PluginLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that are made from the settings of the plugins that we ship are up to date. */
class GeneratedFilesTest {
  /** With this system property the files are written anew. */
  private static final String RENEW = "renew-generated-files";

  private static Catalog catalog;

  @BeforeAll
  static void findPlugins() {
    catalog = PluginLoader.fromClassPath(GeneratedFilesTest.class.getClassLoader());
  }

  @AfterAll
  static void stopPlugins() {
    catalog.close();
  }

  @Test
  void referencePageIsUpToDate() throws IOException {
    check(Path.of("../docs/pipeline-reference.md"), ReferencePage.write(catalog));
  }

  @Test
  void schemaForEditorsIsUpToDate() throws IOException {
    check(Path.of("atelier.schema.json"), SchemaWriter.schema(catalog));
  }

  static Stream<String> examples() throws IOException {
    return Pattern.compile("(?s)```yaml\n(.*?)```")
        .matcher(Files.readString(Path.of("../docs/pipeline-reference.md")))
        .results()
        .map(example -> example.group(1));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void examplesOfTheReferencePageArePlanned(String example, @TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("example.yaml"), "pipeline: example\n" + example);
    Plan plan = Planner.plan(DefinitionReader.read(file, List.of(), Map.of()), catalog);
    assertThat(plan.stages()).isNotEmpty();
  }

  private static void check(Path file, String text) throws IOException {
    if (Boolean.getBoolean(RENEW)) {
      Files.writeString(file, text);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .withFailMessage(
            "%s is stale; renew it with: mvn test -pl pipelines -am -Dtest=GeneratedFilesTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
            file.getFileName(), RENEW)
        .isEqualTo(text);
  }
}

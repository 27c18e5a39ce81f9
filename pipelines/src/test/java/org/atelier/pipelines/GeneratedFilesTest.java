package org.atelier.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.atelier.runner.plan.ReferencePage;
import org.atelier.runner.plan.SchemaWriter;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.PluginLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

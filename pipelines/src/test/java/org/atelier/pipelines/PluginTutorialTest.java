package org.atelier.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.atelier.testkit.PipelineTester;
import org.atelier.testkit.TestRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin that the tutorial builds compiles, passes its own test, and runs in its pipeline. */
@Tag("engine")
class PluginTutorialTest {
  private static final Path PAGE = Path.of("../docs/write-a-plugin.md");
  private static final String PACKAGE = "com.example.tutorial.";

  @TempDir Path folder;
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private String page;
  private URLClassLoader plugin;

  @BeforeEach
  void compile() throws IOException {
    page = Files.readString(PAGE);
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<JavaFileObject> sources =
        blocks("java").stream().<JavaFileObject>map(Source::new).toList();
    String classPath = System.getProperty("java.class.path");
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                null,
                List.of("-d", classes.toString(), "-cp", classPath, "-proc:none", "-parameters"),
                null,
                sources)
            .call();
    assertThat(compiled).isTrue();
    Path services = classes.resolve("META-INF/services/org.atelier.api.Plugin");
    Files.createDirectories(services.getParent());
    Files.writeString(services, PACKAGE + "TutorialPlugin\n");
    plugin = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before);
    Thread.currentThread().setContextClassLoader(plugin);
  }

  @AfterEach
  void forget() throws IOException {
    Thread.currentThread().setContextClassLoader(before);
    plugin.close();
  }

  @Test
  void runsInItsPipeline() {
    TestRun run = new PipelineTester(folder).run(blocks("yaml").get(0));
    assertThat(run.exitCode()).as(run.printed()).isZero();
    assertThat(run.stage("measure").resolve("brightness.csv")).exists();
    assertThat(run.metric("evaluate", "accuracy").value()).isBetween(0.0, 1.0);
  }

  @Test
  void passesItsOwnTest() throws ReflectiveOperationException, IOException {
    Class<?> type = plugin.loadClass(PACKAGE + "MeasureBrightnessTest");
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object test = constructor.newInstance();
    Field temporary = type.getDeclaredField("folder");
    temporary.setAccessible(true);
    temporary.set(test, Files.createDirectory(folder.resolve("stage")));
    Method method = type.getDeclaredMethod("findsThatHalfOfTheStripesAreWhite");
    method.setAccessible(true);
    method.invoke(test);
  }

  private List<String> blocks(String language) {
    Matcher matcher =
        Pattern.compile("^```" + language + "\\R(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(page);
    return matcher.results().map((MatchResult result) -> result.group(1)).toList();
  }

  private static final class Source extends SimpleJavaFileObject {
    private static final Pattern TYPE =
        Pattern.compile("^(?:public final )?class (\\w+)", Pattern.MULTILINE);

    private final String text;

    Source(String text) {
      super(URI.create("string:///com/example/tutorial/" + name(text) + ".java"), Kind.SOURCE);
      this.text = text;
    }

    private static String name(String text) {
      Matcher matcher = TYPE.matcher(text);
      assertThat(matcher.find()).as(text).isTrue();
      return matcher.group(1);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}

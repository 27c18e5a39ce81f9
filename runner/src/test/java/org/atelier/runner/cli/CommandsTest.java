package org.atelier.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  @TempDir Path folder;
  private TestProgram program;

  @BeforeEach
  void makeProgram() {
    program = new TestProgram(folder);
  }

  @Test
  void validatesAFile() throws IOException {
    Path file = program.write("stages: {c: {type: count, dataset: {type: dots}}}");
    TestProgram.Outcome outcome = program.execute("validate", file.toString());
    assertThat(outcome)
        .isEqualTo(
            new TestProgram.Outcome(
                0, file + " is valid: 1 stage, 1 dataset, 0 models, 0 losses\n", ""));
  }

  @Test
  void plansWithInlineComponents() throws IOException {
    Path file = program.write("stages: {c: {type: count, dataset: {type: dots}}}");
    TestProgram.Outcome outcome = program.execute("plan", file.toString());
    assertThat(outcome.out())
        .isEqualTo(
            """
            test (%s): 1 stage, seed 2326, engine auto, device auto

            1. c: count -> Counted
                 runs: plugin org.atelier.runner.sample.SamplePlugin is on the class path, where a\
             change of it would go unseen
                 dataset <- dots
            """
                .formatted(file));
  }

  @Test
  void listsPlugins() throws IOException {
    TestProgram.Outcome outcome = program.execute("plugins");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .isEqualTo(
            """
            Plugins in the class path:

            org.atelier.runner.sample.SamplePlugin  active
              offers: dataset dots, dataset frail, stage count, stage double, stage read, stage nosy, stage trouble
            """);
  }

  @Test
  void saysWhyAJarIsRefused() throws IOException {
    Path jar =
        Files.writeString(
            Files.createDirectory(folder.resolve("jars")).resolve("broken.jar"), "no jar");
    TestProgram.Outcome outcome =
        program.execute("plugins", "--plugins", jar.getParent().toString());
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .startsWith(
            "Plugins in %s:\n\nbroken.jar  refused\n  %s\n  because: "
                .formatted(jar.getParent(), jar))
        .contains("\n  to do: ");
  }

  @Test
  void refusesAPluginFolderThatIsNotThere() throws IOException {
    TestProgram.Outcome outcome = program.execute("plugins", "--plugins", "/no/such/folder");
    assertThat(outcome)
        .isEqualTo(
            new TestProgram.Outcome(
                2,
                "",
                """
                --plugins /no/such/folder: there is no such folder
                  To mend it: name a folder that holds plugin jars
                """));
  }

  @Test
  void putsTheTraceOfAFaultIntoAFile() throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    int exitCode =
        new ErrorReporter(Terminal.of(stream, stream)).failed(new IllegalStateException("oh no"));
    List<String> lines = err.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(exitCode).isEqualTo(1);
    assertThat(lines)
        .hasSize(3)
        .startsWith("java.lang.IllegalStateException: oh no", "  This is a fault in Atelier.");
    String said = "  Please report it with the file ";
    assertThat(lines.get(2)).startsWith(said);
    Path trace = Path.of(lines.get(2).substring(said.length()));
    assertThat(trace).content().contains("\tat org.atelier.runner.cli.CommandsTest");
    Files.delete(trace);
  }

  @Test
  void takesWantOfMemoryForNoFault() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    int exitCode =
        new ErrorReporter(Terminal.of(stream, stream))
            .fault(new OutOfMemoryError("Java heap space"));
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            out of memory (the Java heap may take %d MB)
              To mend it: let it take more, as ATELIER_JAVA_OPTIONS=-Xmx4g does
            """
                .formatted(Runtime.getRuntime().maxMemory() >> 20));
  }

  @Test
  void describesAType() throws IOException {
    TestProgram.Outcome outcome = program.execute("describe", "dots");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("dots", "Black images.", "images", "how many images");
  }

  @Test
  void suggestsATypeThatThereIs() throws IOException {
    TestProgram.Outcome outcome = program.execute("describe", "dot");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("'dot'", "dots", "To mend it: ");
  }

  @Test
  void printsASchema() throws IOException {
    TestProgram.Outcome outcome = program.execute("schema");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).startsWith("{").contains("\"dots\"").endsWith("}\n");
  }

  @Test
  void needsADistributionForANewPlugin() throws IOException {
    TestProgram.Outcome outcome =
        program.execute("new-plugin", folder.resolve("my-models").toString());
    assertThat(outcome)
        .isEqualTo(
            new TestProgram.Outcome(
                2,
                "",
                """
                a plugin project builds with the distribution's Maven repository, and this program \
                was not started from a distribution
                  To mend it: run bin/atelier of a distribution
                """));
    assertThat(folder.resolve("my-models")).doesNotExist();
  }

  @Test
  void printsAScriptThatBashTakes() throws IOException, InterruptedException {
    TestProgram.Outcome outcome = program.execute("completion");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("complete -F _complete_atelier", "--dry-run");
    Path script = Files.writeString(folder.resolve("completion"), outcome.out());
    Process bash = new ProcessBuilder("bash", "-n", script.toString()).start();
    assertThat(bash.waitFor()).isZero();
  }

  @Test
  void tellsItsVersion() throws IOException {
    TestProgram.Outcome outcome = program.execute("--version");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).matches("atelier \\d+\\.\\d+\\.\\d+(-SNAPSHOT)? \\(Java .+\\)\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "validate",
        "plan",
        "runs",
        "compare",
        "reproduce",
        "cache",
        "plugins",
        "describe",
        "schema",
        "new-plugin",
        "doctor",
        "completion"
      })
  void helpsWithAnExample(String command) throws IOException {
    TestProgram.Outcome outcome = program.execute(command, "--help");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .startsWith("Usage: atelier " + command)
        .containsPattern("Examples?:\n  .*atelier " + command);
    assertThat(program.execute("--help").out()).contains("\n  " + command + " ");
  }

  @Test
  void suggestsTheRightOption() throws IOException {
    TestProgram.Outcome outcome = program.execute("run", "a.yaml", "--epoch", "1");
    assertThat(outcome)
        .isEqualTo(
            new TestProgram.Outcome(
                2,
                "",
                """
                Unknown options: '--epoch', '1'
                Did you mean: --epochs?
                'atelier run --help' shows what there is.
                """));
  }

  @Test
  void suggestsTheRightCommand() throws IOException {
    TestProgram.Outcome outcome = program.execute("rum", "a.yaml");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            """
            Unmatched arguments from index 0: 'rum', 'a.yaml'
            Did you mean: run or runs?
            'atelier --help' shows what there is.
            """);
  }

  @Test
  void tellsThatTheFileIsMissing() throws IOException {
    TestProgram.Outcome outcome = program.execute("run");
    assertThat(outcome)
        .isEqualTo(
            new TestProgram.Outcome(
                2,
                "",
                """
                Missing required parameter: 'FILE'
                'atelier run --help' shows what there is.
                """));
  }

  @Test
  void tellsThatASettingIsMalformed() throws IOException {
    Path file = program.write("stages: {c: {type: count, dataset: {type: dots}}}");
    TestProgram.Outcome outcome = program.execute("validate", file.toString(), "--set", "seed");
    assertThat(outcome)
        .isEqualTo(
            new TestProgram.Outcome(
                2,
                "",
                """
                --set: 'seed' is not of the form path=value, such as stages.classify.epochs=1
                  To mend it: write --set PATH=VALUE; 'atelier run --help' has examples
                """));
  }

  @Test
  void showsItsUsageWithoutACommand() throws IOException {
    TestProgram.Outcome outcome = program.execute();
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("Usage: atelier");
  }
}

package org.atelier.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.atelier.runner.cli.InstalledEngines;
import org.atelier.runner.cli.Main;
import org.atelier.runner.cli.Program;
import org.atelier.runner.cli.ProgramProcess;
import org.atelier.runner.cli.Session;
import org.atelier.runner.cli.Terminal;

/**
 * Runs pipelines in this process, as {@code atelier run} does, with the plugins of the class path.
 *
 * <p>The engine is the one that the system property {@code ai.djl.default_engine} names.
 */
public final class PipelineTester {
  private final Path folder;
  private final Map<String, String> environment;

  /**
   * Makes a tester.
   *
   * @param folder a temporary folder: the pipeline file and the run folders go there, and relative
   *     paths in pipelines start there
   */
  public PipelineTester(Path folder) {
    this(folder, Map.of());
  }

  /**
   * Makes a tester with variables for {@code ${NAME}} in pipelines.
   *
   * @param folder a temporary folder
   * @param environment the variables
   */
  public PipelineTester(Path folder, Map<String, String> environment) {
    this.folder = folder.toAbsolutePath();
    Map<String, String> variables = new HashMap<>(environment);
    variables.putIfAbsent("ATELIER_CACHE", this.folder.resolve("cache").toString());
    this.environment = Map.copyOf(variables);
  }

  /**
   * Runs a pipeline.
   *
   * @param yaml the text of the pipeline file
   * @param options more of the command line, such as {@code "--epochs", "1"}
   */
  public TestRun run(String yaml, String... options) {
    List<String> arguments = new ArrayList<>();
    arguments.add("run");
    arguments.add(write(yaml).toString());
    arguments.addAll(List.of("--runs", runs().toString()));
    arguments.addAll(List.of(options));
    List<Path> before = runFolders();
    Printed printed = execute(arguments);
    Optional<Path> made = runFolders().stream().filter(run -> !before.contains(run)).findFirst();
    return new TestRun(printed.exitCode(), printed.out(), printed.err(), made);
  }

  /**
   * Checks a pipeline without running it.
   *
   * @param yaml the text of the pipeline file
   * @return what was printed; without a run folder
   */
  public TestRun validate(String yaml) {
    Printed printed = execute(List.of("validate", write(yaml).toString()));
    return new TestRun(printed.exitCode(), printed.out(), printed.err(), Optional.empty());
  }

  private record Printed(int exitCode, String out, String err) {}

  private Printed execute(List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      Session session =
          new Session(
              Terminal.of(outStream, errStream),
              Optional.empty(),
              new InstalledEngines(),
              environment,
              Clock.system(ZoneId.systemDefault()),
              ProgramProcess.of(Main.class.getName()));
      int exitCode = new Program(session).execute(arguments.toArray(String[]::new));
      return new Printed(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }

  private Path write(String yaml) {
    try {
      return Files.writeString(folder.resolve("test.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path runs() {
    return folder.resolve("runs");
  }

  private List<Path> runFolders() {
    if (!Files.isDirectory(runs())) {
      return List.of();
    }
    // Each run lies in a folder named like its pipeline.
    try (Stream<Path> files = Files.walk(runs(), 2)) {
      return files.filter(file -> runs().relativize(file).getNameCount() == 2).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.atelier.runner.cli;

import ai.djl.Device;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.atelier.api.UserException;
import org.atelier.runner.engine.ActiveEngine;
import org.atelier.runner.engine.ChosenEngine;
import org.atelier.runner.engine.EngineChoice;
import org.atelier.runner.engine.EngineName;
import org.atelier.runner.sample.SamplePlugins;

/** Runs the program in this process, with the sample plugin and without an engine. */
final class TestProgram {
  static final ActiveEngine NO_ENGINE =
      new ActiveEngine(
          new EngineChoice(EngineName.PYTORCH, Device.cpu(), false, "this is a test"),
          "2.1.1",
          "2.1.1-cpu-linux-x86_64",
          "0.27.0",
          2);

  /** The program in a process of its own, for one stage. */
  static final class StageMain {
    private StageMain() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      try (URLClassLoader loader = SamplePlugins.loader(folder)) {
        Thread.currentThread().setContextClassLoader(loader);
        Session session = session(Terminal.ofThisProcess(), folder);
        System.exit(
            new Program(session).execute(Arrays.copyOfRange(arguments, 1, arguments.length)));
      }
    }
  }

  private final Path folder;
  private Optional<Path> plugins = Optional.empty();

  /**
   * Makes a program.
   *
   * @param folder where files go
   */
  TestProgram(Path folder) {
    this.folder = folder;
  }

  /** What a command left behind. */
  record Outcome(int exitCode, String out, String err) {}

  Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("test.yaml"), yaml);
  }

  /** Packs the sample plugin as a jar, which is used from now on instead of the class path. */
  TestProgram packed(String version) throws IOException {
    plugins = Optional.of(SamplePlugins.jar(folder.resolve("plugins"), version));
    return this;
  }

  Path cache() {
    return folder.resolve("cache");
  }

  Path runs() {
    return folder.resolve("runs");
  }

  /** Returns the folders of the pipeline's runs in order. */
  List<Path> runFolders() throws IOException {
    try (Stream<Path> folders = Files.list(runs().resolve("test"))) {
      return folders.sorted().toList();
    }
  }

  /** Returns the folder of the pipeline's only run. */
  Path runFolder() throws IOException {
    List<Path> folders = runFolders();
    if (folders.size() != 1) {
      throw new AssertionError("not one run: " + folders);
    }
    return folders.get(0);
  }

  Outcome run(String... more) throws IOException {
    return execute(
        Stream.concat(
                Stream.of(
                    "run", folder.resolve("test.yaml").toString(), "--runs", runs().toString()),
                Stream.concat(pluginOptions(), Stream.of(more)))
            .toArray(String[]::new));
  }

  Outcome plan(String... more) throws IOException {
    return execute(
        Stream.concat(
                Stream.of("plan", folder.resolve("test.yaml").toString()),
                Stream.concat(pluginOptions(), Stream.of(more)))
            .toArray(String[]::new));
  }

  private Stream<String> pluginOptions() {
    return plugins.stream().flatMap(jars -> Stream.of("--plugins", jars.toString()));
  }

  Outcome execute(String... arguments) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = SamplePlugins.loader(folder);
        PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      thread.setContextClassLoader(loader);
      Session session = session(Terminal.of(outStream, errStream), folder);
      int exitCode = new Program(session).execute(arguments);
      return new Outcome(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Session session(Terminal terminal, Path folder) {
    return new Session(
        terminal,
        Optional.empty(),
        (engine, device, notices) -> {
          if (device.startsWith("gpu")) {
            throw new UserException("device: there is no GPU.", "Use 'device: cpu'.");
          }
          return new ChosenEngine(NO_ENGINE.identity(), () -> NO_ENGINE);
        },
        Map.of("ATELIER_CACHE", folder.resolve("cache").toString()),
        Clock.fixed(Instant.parse("2026-05-01T10:20:30Z"), ZoneOffset.UTC),
        ProgramProcess.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            StageMain.class.getName(),
            folder.toString()));
  }
}

package org.atelier.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts the assembled distribution as a user does. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(600)
class LauncherIT {
  private static final Path DISTRIBUTION = Path.of("target/atelier").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void tellsItsVersion() throws Exception {
    Outcome outcome = atelier(Map.of(), "--version");

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output())
        .startsWith("atelier ")
        .contains("(Java " + System.getProperty("java.version") + ",");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void checksAShippedPipeline() throws Exception {
    Path pipeline = DISTRIBUTION.resolve("pipelines/quickstart.yaml");
    Outcome outcome = atelier(Map.of(), "validate", pipeline.toString());

    assertThat(outcome.output()).startsWith(pipeline + " is valid: ");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void givesTheDoctorNothingToComplainAbout() throws Exception {
    Outcome outcome = atelier(Map.of(), "doctor");

    assertThat(outcome.output()).doesNotContain("WRONG").contains("with the class archive ");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void worksThroughASymbolicLinkInAFolderWithSpaces() throws Exception {
    Path home = Files.createDirectory(folder.resolve("a place with spaces"));
    Path bin = Files.createDirectory(home.resolve("bin"));
    Files.copy(DISTRIBUTION.resolve("bin/atelier"), bin.resolve("atelier"));
    assertThat(bin.resolve("atelier").toFile().setExecutable(true)).isTrue();
    Files.createSymbolicLink(home.resolve("lib"), DISTRIBUTION.resolve("lib"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), bin.resolve("atelier"));

    Outcome first = run(link, Map.of(), "--version");
    Outcome second = run(link, Map.of(), "--version");

    assertThat(first.output()).startsWith("atelier ");
    assertThat(first.errors()).isEqualTo("atelier: preparing faster starts (once)\n");
    assertThat(second.output()).isEqualTo(first.output());
    assertThat(second.errors()).isEmpty();
  }

  @Test
  void startsWithoutAnArchiveWhereNoneCanBeKept() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.createSymbolicLink(home.resolve("lib"), DISTRIBUTION.resolve("lib"));
    Path bin = Files.createDirectory(home.resolve("bin"));
    Path launcher = bin.resolve("atelier");
    Files.copy(DISTRIBUTION.resolve("bin/atelier"), launcher);
    assertThat(launcher.toFile().setExecutable(true)).isTrue();

    Outcome outcome = run(launcher, Map.of("ATELIER_CACHE", file.toString()), "--version");

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output()).startsWith("atelier ");
  }

  @Test
  void passesEverythingOn() throws Exception {
    Path java = fakeJava("17.0.1", "printf '<%s>' \"$@\"; echo; echo \"$MALLOC_ARENA_MAX\"");

    Outcome outcome =
        atelier(
            Map.of(
                "JAVA_HOME", java.toString(),
                "ATELIER_JAVA_OPTIONS", "-Xmx1g -Dx=y",
                "MALLOC_ARENA_MAX", "7"),
            "run",
            "a file.yaml",
            "",
            "--set",
            "a=$b *");

    assertThat(outcome.output())
        .contains("<-Xmx1g><-Dx=y><-Datelier.home=" + DISTRIBUTION + "><-cp>")
        .endsWith("<org.atelier.runner.cli.Main><run><a file.yaml><><--set><a=$b *>\n7\n");
  }

  @Test
  void saysWhichJavaItNeeds() throws Exception {
    Path old = fakeJava("11.0.2", "exit 9");

    assertThat(atelier(Map.of("JAVA_HOME", old.toString()), "--version"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                "atelier: Java 17 or newer is needed; "
                    + old
                    + "/bin/java is Java 11.0.2.\n"
                    + "atelier: Install a JDK 17 or newer, and set JAVA_HOME to its folder if it is"
                    + " not the first on the PATH.\n"));
    assertThat(atelier(Map.of("JAVA_HOME", "/nowhere"), "--version"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                "atelier: JAVA_HOME is '/nowhere', but there is no program bin/java in it.\n"
                    + "atelier: Set JAVA_HOME to the folder of a JDK 17 or newer, or unset it to"
                    + " use the java on the PATH.\n"));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void runsAPipelineOnMxnetThroughTheShapesThatCrashIt() throws Exception {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    writePlugin(plugins.resolve("crashing-shapes.jar"));
    Path pipeline =
        Files.writeString(
            folder.resolve("shapes.yaml"),
            """
            pipeline: shapes
            seed: 1
            engine: mxnet
            datasets:
              train: {type: sample-paintings, count: 54, image-size: 32}
            models:
              network: {type: crashing-shapes}
            stages:
              classify: {type: train-classifier, dataset: train, model: network, epochs: 1}
            """);

    Outcome outcome =
        atelier(Map.of(), "run", pipeline.toString(), "--plugins", plugins.toString());

    assertThat(outcome.exitCode()).as(outcome.output() + outcome.errors()).isZero();
    assertThat(outcome.output() + outcome.errors())
        .contains("Checking once that MXNet works on this machine.")
        .containsPattern("MXNet 1\\.9\\.\\d on cpu")
        .contains("Done: 1 stage");
  }

  private static void writePlugin(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", "crashing-shapes");
    attributes.putValue("Bundle-Version", "1.0.0");
    attributes.putValue("DynamicImport-Package", "*");
    try (JarOutputStream stream = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      stream.putNextEntry(new JarEntry("META-INF/services/org.atelier.api.Plugin"));
      stream.write(CrashingShapesPlugin.class.getName().getBytes(StandardCharsets.UTF_8));
      for (Class<?> type :
          List.of(CrashingShapesPlugin.class, CrashingShapesPlugin.CrashingShapes.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        stream.putNextEntry(new JarEntry(name));
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
          bytes.transferTo(stream);
        }
      }
    }
  }

  /** Makes a folder that looks like a JDK, whose {@code java} runs a line of shell. */
  private Path fakeJava(String version, String line) throws IOException {
    Path home = Files.createDirectories(folder.resolve("java"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(program, "#!/bin/sh\n" + line + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return home.toRealPath();
  }

  private Outcome atelier(Map<String, String> environment, String... arguments) throws Exception {
    return run(DISTRIBUTION.resolve("bin/atelier"), environment, arguments);
  }

  private Outcome run(Path program, Map<String, String> environment, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ATELIER_CACHE", folder.resolve("cache").toString());
    builder.environment().remove("MXNET_MKLDNN_ENABLED");
    builder.environment().remove("OMP_NUM_THREADS");
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
  }

  private record Outcome(int exitCode, String output, String errors) {}
}

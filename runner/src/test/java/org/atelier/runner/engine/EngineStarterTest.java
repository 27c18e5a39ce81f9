package org.atelier.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts engines in processes of their own, as a user's run does. */
@Timeout(300)
class EngineStarterTest {
  /** Three convolutions of ones with 2 * 12 * 12 outputs each, which is each one's gradient. */
  private static final String RIGHT_GRADIENT = "gradient: 864.0";

  @TempDir Path folder;

  @Test
  void startsPyTorchAloneAndAsksNothingOfTheNetwork() throws Exception {
    List<String> lines = start(classPath(), "auto", "auto");

    String build = NativeLibraries.find(EngineName.PYTORCH, Map.of()).orElseThrow().version();
    String version = build.replaceFirst("-.*", "");
    boolean safeMode = lines.stream().anyMatch(line -> line.contains("runs in its safe mode"));
    assertThat(lines.get(lines.size() - 3))
        .matches(
            "engine: PyTorch "
                + Pattern.quote(version)
                + " on cpu, \\d+ threads?: the fastest engine on a CPU, and it"
                + " passed its self-check"
                + (safeMode ? " in its safe mode" : ""));
    assertThat(lines).endsWith(RIGHT_GRADIENT, "loaded: libtorch_cpu.so");
    assertThat(lines).contains("notice: Checking once that PyTorch works on this machine.");
    assertThat(lines).noneMatch(line -> line.startsWith("network:"));

    assertThat(start(classPath(), "auto", "auto")).noneMatch(line -> line.contains("Checking"));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void carriesMxnetThroughTheConvolutionsThatCrashIt() throws Exception {
    boolean crashes = crashesWithoutSafeMode();
    List<String> lines = start(classPath(), "mxnet", "auto");

    assertThat(lines).endsWith(RIGHT_GRADIENT, "loaded: libmxnet.so");
    assertThat(lines).contains("notice: Checking once that MXNet works on this machine.");
    assertThat(lines).noneMatch(line -> line.startsWith("network:"));
    String safeMode =
        "notice: MXNet runs in its safe mode (MXNET_MKLDNN_ENABLED=0), which is slower: with oneDNN"
            + " its convolutions kill the process on this CPU.";
    assertThat(lines.contains(safeMode)).isEqualTo(crashes);

    List<String> again = start(classPath(), "mxnet", "auto");
    assertThat(again).noneMatch(line -> line.contains("Checking"));
    assertThat(again.contains(safeMode)).isEqualTo(crashes);
  }

  @Test
  void saysThatLibrariesAreMissingInsteadOfLoadingThemFromTheNetwork() throws Exception {
    String withoutNatives =
        Arrays.stream(classPath().split(File.pathSeparator))
            .filter(entry -> !entry.contains("-native-"))
            .collect(Collectors.joining(File.pathSeparator));

    assertThat(start(withoutNatives, "auto", "auto"))
        .containsExactly(
            "failure: No engine can be used here: PyTorch has no libraries for this platform in"
                + " this installation; MXNet has no libraries for this platform in this"
                + " installation.");
  }

  private boolean crashesWithoutSafeMode() throws Exception {
    return process(classPath(), "mxnet", "cpu", folder.resolve("lost").toString(), "careless") != 0;
  }

  private List<String> start(String classPath, String engine, String device) throws Exception {
    Path answer = folder.resolve("answer");
    assertThat(process(classPath, engine, device, answer.toString())).isZero();
    return Files.readAllLines(answer);
  }

  private int process(String classPath, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+SuppressFatalErrorMessage",
                "-cp",
                classPath,
                EngineProcess.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove("MXNET_MKLDNN_ENABLED");
    builder.environment().remove("ONEDNN_MAX_CPU_ISA");
    builder.environment().remove("OPT_OUT_TRACKING");
    builder.environment().put("ATELIER_CACHE", folder.resolve("cache").toString());
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }
}

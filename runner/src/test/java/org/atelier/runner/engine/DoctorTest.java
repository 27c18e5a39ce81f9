package org.atelier.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.runner.engine.SelfCheck.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  private static final String CORES = String.valueOf(Runtime.getRuntime().availableProcessors());

  @TempDir Path folder;

  private final FakeMachine machine = FakeMachine.withCpuEngines();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void startWithTheLauncher() throws IOException {
    environment.put("MALLOC_MMAP_MAX_", "0");
    environment.put("MALLOC_TRIM_THRESHOLD_", "4294967296");
    environment.put("MALLOC_ARENA_MAX", "1");
    Files.createDirectory(folder.resolve("plugins"));
    Files.createFile(folder.resolve("plugins/one.jar"));
  }

  @Test
  void findsNothingWrongWhereAllIsWell() {
    DoctorReport report = examine("-XX:SharedArchiveFile=/dist/lib/start-up/1.jsa");

    assertThat(report.findings())
        .extracting(Finding::subject)
        .containsExactly(
            "Platform",
            "Java",
            "Start-up",
            "Threads",
            "Allocator",
            "GPU",
            "MXNet",
            "PyTorch",
            "Choice",
            "Cache",
            "Plugins");
    assertThat(report.findings()).allMatch(finding -> finding.remedy().isEmpty());
    assertThat(report.healthy()).isTrue();
    assertThat(text(report, "Platform")).contains(NativeLibraries.platform(), CORES + " cores");
    assertThat(text(report, "Java")).startsWith(System.getProperty("java.version") + " (");
    assertThat(text(report, "Start-up"))
        .isEqualTo("with the class archive /dist/lib/start-up/1.jsa");
    assertThat(text(report, "GPU")).isEqualTo("no NVIDIA driver was found");
    assertThat(text(report, "MXNet")).isEqualTo("1.9.1-mkl-linux-x86_64, self-check: fine");
    assertThat(text(report, "PyTorch")).isEqualTo("2.1.1-cpu-linux-x86_64, self-check: fine");
    assertThat(text(report, "Choice"))
        .isEqualTo(
            "'engine: auto' takes PyTorch on cpu: the fastest engine on a CPU, and it passed its"
                + " self-check");
    assertThat(text(report, "Plugins"))
        .isEqualTo(folder.resolve("plugins") + ", 1 jar ('atelier plugins' shows each)");
  }

  @Test
  void saysWhatToDoAboutEachWrongThing() {
    environment.clear();
    machine.without(EngineName.PYTORCH).check(EngineName.MXNET, "cpu", Verdict.FAILED);

    DoctorReport report = examine();

    assertThat(report.healthy()).isFalse();
    assertThat(remedy(report, "Start-up")).contains("Start the program with bin/atelier.");
    if (NativeEnvironment.glibcVersion().isPresent()) {
      assertThat(text(report, "Allocator"))
          .endsWith("(not set: MALLOC_MMAP_MAX_, MALLOC_TRIM_THRESHOLD_, MALLOC_ARENA_MAX)");
      assertThat(remedy(report, "Allocator")).contains("Start the program with bin/atelier.");
    }
    assertThat(text(report, "MXNet")).isEqualTo("1.9.1-mkl-linux-x86_64, self-check: it broke");
    assertThat(remedy(report, "MXNet"))
        .hasValueSatisfying(
            remedy ->
                assertThat(remedy)
                    .startsWith("Use the other engine; if its libraries were not unpacked whole,")
                    .endsWith("and try again with 'atelier doctor --check'."));
    assertThat(text(report, "PyTorch"))
        .isEqualTo("no libraries for " + NativeLibraries.platform() + " in this installation");
    assertThat(text(report, "Choice")).startsWith("No engine can be used here: ");
    assertThat(remedy(report, "Choice")).isPresent();
  }

  @Test
  void saysThatMxnetRunsInItsSafeMode() {
    machine.check(EngineName.MXNET, "cpu", Verdict.SAFE_MODE);

    DoctorReport report = examine();

    assertThat(text(report, "MXNet"))
        .isEqualTo("1.9.1-mkl-linux-x86_64, self-check: fine; it runs in its safe mode");
    assertThat(remedy(report, "MXNet")).isEmpty();
  }

  @Test
  void saysThatThePluginFolderIsMissing() throws IOException {
    Files.delete(folder.resolve("plugins/one.jar"));
    Files.delete(folder.resolve("plugins"));

    DoctorReport report = examine();

    assertThat(text(report, "Plugins")).isEqualTo(folder.resolve("plugins") + " does not exist");
    assertThat(remedy(report, "Plugins")).contains("Make the folder, or leave out --plugins.");
  }

  @Test
  void writesALineForEachFindingAndTheRemedyBelow() {
    DoctorReport report =
        new DoctorReport(
            List.of(
                Finding.good("GPU", "none"),
                Finding.wrong("Threads", "1 for 2 cores", "Unset OMP_NUM_THREADS.")));

    assertThat(report.text())
        .isEqualTo(
            """
            ok     GPU      none
            WRONG  Threads  1 for 2 cores
                            -> Unset OMP_NUM_THREADS.
            """);
  }

  private DoctorReport examine(String... options) {
    return new Doctor(
            machine,
            environment,
            List.of(options),
            folder.resolve("cache"),
            List.of(folder.resolve("plugins")))
        .examine();
  }

  private static String text(DoctorReport report, String subject) {
    return find(report, subject).text();
  }

  private static Optional<String> remedy(DoctorReport report, String subject) {
    return find(report, subject).remedy();
  }

  private static Finding find(DoctorReport report, String subject) {
    return report.findings().stream()
        .filter(finding -> finding.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }
}

package org.atelier.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineFactsTest {
  @TempDir Path folder;

  @Test
  void readsTheAnswerOfNvidiaSmi() {
    GpuReport report =
        GpuSearch.read(
            "0, Tesla V100-SXM2-16GB, 470.82.01, 7.0\n1, NVIDIA H100, PCIe, 535.1, 9.0\n", 0);

    assertThat(report.gpus())
        .containsExactly(
            new Gpu(0, "Tesla V100-SXM2-16GB", "470.82.01", 70),
            new Gpu(1, "NVIDIA H100, PCIe", "535.1", 90));
    assertThat(report.finding())
        .isEqualTo(
            "GPU 0 is Tesla V100-SXM2-16GB, compute capability 7.0, driver 470.82.01; GPU 1 is"
                + " NVIDIA H100, PCIe, compute capability 9.0, driver 535.1");
  }

  @Test
  void saysWhatNvidiaSmiSaysWithoutAGpu() {
    assertThat(GpuSearch.read("No devices were found", 6))
        .isEqualTo(
            new GpuReport(List.of(), "nvidia-smi reports no GPU (it says: No devices were found)"));
  }

  @Test
  void asksTheNvidiaSmiOnThePath() throws IOException {
    Path program = folder.resolve("nvidia-smi");
    Files.writeString(program, "#!/bin/sh\necho '0, Tesla T4, 470.82, 7.5'\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(new GpuSearch(folder.toString()).search().gpus())
        .containsExactly(new Gpu(0, "Tesla T4", "470.82", 75));
  }

  @Test
  void saysThatThereIsNoDriver() {
    assertThat(new GpuSearch(folder.toString()).search().gpus()).isEmpty();
    assertThat(new GpuSearch("").search().finding())
        .endsWith(
            Files.exists(Path.of("/dev/nvidia0"))
                ? "but nvidia-smi is not on the PATH"
                : "no NVIDIA driver was found (nvidia-smi is not on the PATH)");
  }

  @Test
  void describesTheProcessorByModelAndInstructions() {
    List<String> lines =
        List.of(
            "processor\t: 0",
            "cpu family\t: 26",
            "model\t\t: 2",
            "model name\t: AMD EPYC",
            "flags\t\t: fpu avx2");

    assertThat(Processor.describe(lines)).matches("AMD EPYC 26 2 [0-9a-f]{8}");
    assertThat(Processor.describe(List.of("model name: AMD EPYC", "flags: avx2")))
        .isNotEqualTo(Processor.describe(List.of("model name: AMD EPYC", "flags: avx512f")));
    assertThat(Processor.describe()).isEqualTo(Processor.describe());
  }

  @Test
  void findsTheCacheFolder() {
    Path home = Path.of("/home/me");

    assertThat(CacheFolder.of(Map.of(), home)).isEqualTo(Path.of("/home/me/.cache/atelier"));
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "/var/cache"), home))
        .isEqualTo(Path.of("/var/cache/atelier"));
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "relative"), home))
        .isEqualTo(Path.of("/home/me/.cache/atelier"));
    assertThat(CacheFolder.of(Map.of("ATELIER_CACHE", "/own", "XDG_CACHE_HOME", "/x"), home))
        .isEqualTo(Path.of("/own"));
  }

  @Test
  void prefersTheUsersOwnLibraries() throws IOException {
    Map<String, String> environment =
        Map.of(
            "PYTORCH_LIBRARY_PATH", folder.toString(),
            "PYTORCH_VERSION", "2.1.1",
            "PYTORCH_FLAVOR", "cu121");
    Optional<NativeLibrary> installed = NativeLibraries.find(EngineName.PYTORCH, Map.of());
    assertThat(NativeLibraries.find(EngineName.PYTORCH, environment)).isEqualTo(installed);

    Files.createFile(folder.resolve(System.mapLibraryName("torch")));
    NativeLibrary own = NativeLibraries.find(EngineName.PYTORCH, environment).orElseThrow();

    assertThat(own.text()).isEqualTo("2.1.1-cu121-" + NativeLibraries.platform() + " in " + folder);
    assertThat(own.forGpu()).isTrue();
    assertThat(NativeLibraries.unpacked(EngineName.PYTORCH, own)).isEqualTo(folder);
  }
}

package org.atelier.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.atelier.api.UserException;
import org.atelier.runner.engine.SelfCheck.Verdict;
import org.junit.jupiter.api.Test;

class EngineChooserTest {
  private final FakeMachine machine = FakeMachine.withCpuEngines();

  @Test
  void takesPyTorchOnACpu() {
    assertThat(choose("auto", "auto"))
        .isEqualTo(
            new EngineChoice(
                EngineName.PYTORCH,
                Device.cpu(),
                false,
                "the fastest engine on a CPU, and it passed its self-check"));
    assertThat(machine.asked()).containsExactly("PYTORCH cpu");
  }

  @Test
  void saysThatPyTorchPassedInItsSafeModeOnly() {
    machine.check(EngineName.PYTORCH, "cpu", Verdict.SAFE_MODE);

    assertThat(choose("auto", "auto").reason())
        .isEqualTo("the fastest engine on a CPU, and it passed its self-check in its safe mode");
  }

  @Test
  void takesMxnetOnACpuWherePyTorchIsMissing() {
    machine.without(EngineName.PYTORCH).check(EngineName.MXNET, "cpu", Verdict.SAFE_MODE);

    assertThat(choose("auto", "cpu"))
        .isEqualTo(
            new EngineChoice(
                EngineName.MXNET,
                Device.cpu(),
                true,
                "PyTorch has no libraries for this platform in this installation"));
  }

  @Test
  void takesMxnetOnACpuWherePyTorchFails() {
    machine.check(EngineName.PYTORCH, "cpu", Verdict.FAILED);

    assertThat(choose("auto", "auto").reason())
        .isEqualTo("PyTorch failed its self-check (it broke)");
  }

  @Test
  void saysWhyNoEngineCanBeUsed() {
    machine.without(EngineName.MXNET).check(EngineName.PYTORCH, "cpu", Verdict.FAILED);

    assertFailure("auto", "auto")
        .isEqualTo(
            "No engine can be used here: PyTorch failed its self-check (it broke); MXNet has no"
                + " libraries for this platform in this installation.\n"
                + "'atelier doctor --check' tries them again and says what to do about each.");
  }

  @Test
  void takesMxnetOnAGpuThatItServes() {
    withGpuEngines().gpu("Tesla V100", 70);

    assertThat(choose("auto", "auto"))
        .isEqualTo(
            new EngineChoice(
                EngineName.MXNET,
                Device.gpu(0),
                false,
                "it serves this GPU and passed its self-check"));
  }

  @Test
  void servesTheFirstAndTheLastCapabilityOfMxnet() {
    withGpuEngines();

    assertThat(choose("auto", "auto", machine.gpu("old", 49)).engine())
        .isEqualTo(EngineName.PYTORCH);
    assertThat(choose("auto", "auto", machine.gpu("first", 50)).engine())
        .isEqualTo(EngineName.MXNET);
    assertThat(choose("auto", "auto", machine.gpu("last", 80)).engine())
        .isEqualTo(EngineName.MXNET);
    assertThat(choose("auto", "auto", machine.gpu("new", 86)).engine())
        .isEqualTo(EngineName.PYTORCH);
  }

  @Test
  void takesPyTorchOnANewerGpu() {
    withGpuEngines().gpu("H100", 90);

    assertThat(choose("auto", "gpu"))
        .isEqualTo(
            new EngineChoice(
                EngineName.PYTORCH,
                Device.gpu(0),
                false,
                "MXNet: its last release serves compute capability 5.0 to 8.0, and H100 has 9.0"));
  }

  @Test
  void takesTheCpuWhereTheGpusLibrariesFail() {
    machine
        .natives(EngineName.MXNET, "1.9.1", "cu112mkl")
        .check(EngineName.MXNET, "gpu:0", Verdict.FAILED)
        .gpu("Tesla V100", 70);

    assertThat(choose("auto", "auto").device()).isEqualTo(Device.cpu());
    assertFailure("mxnet", "gpu")
        .startsWith(
            "device: gpu cannot be used with MXNet: it failed its self-check on the GPU (it"
                + " broke).\n");
  }

  @Test
  void saysWhatWasFoundWhereThereIsNoGpu() {
    assertFailure("auto", "gpu")
        .isEqualTo(
            "device: gpu cannot be used: no NVIDIA driver was found; the installed engine"
                + " libraries are MXNet 1.9.1-mkl-linux-x86_64, PyTorch 2.1.1-cpu-linux-x86_64.\n"
                + "Use 'device: auto' or 'device: cpu', or prepare the GPU as docs/gpu.md"
                + " describes; 'atelier doctor' shows what is found.");
    assertFailure("pytorch", "gpu:1")
        .startsWith("device: gpu:1 cannot be used with PyTorch: no NVIDIA driver was found; the");
  }

  @Test
  void saysThatTheLibrariesAreForTheCpu() {
    machine.gpu("Tesla V100", 70);

    assertFailure("auto", "gpu:0")
        .startsWith(
            "device: gpu:0 cannot be used: MXNet: its installed libraries compute on the CPU only"
                + " (1.9.1-mkl-linux-x86_64); PyTorch: its installed libraries compute on the CPU"
                + " only (2.1.1-cpu-linux-x86_64).\n");
  }

  @Test
  void saysThatThereIsNoSuchGpu() {
    withGpuEngines().gpu("Tesla V100", 70);

    assertFailure("pytorch", "gpu:3")
        .startsWith(
            "device: gpu:3 cannot be used with PyTorch: there is no GPU 3 (GPU 0 is Tesla"
                + " V100).\n");
  }

  @Test
  void obeysANamedEngineWithoutAskingForAnother() {
    assertThat(choose("pytorch", "cpu").reason()).isEqualTo("the pipeline asks for it");
    assertThat(choose("mxnet", "auto").engine()).isEqualTo(EngineName.MXNET);
    assertThat(machine.asked()).containsExactly("PYTORCH cpu", "MXNET cpu");
  }

  @Test
  void runsPyTorchInItsSafeModeWhereItsSelfCheckAsksForIt() {
    machine.check(EngineName.PYTORCH, "cpu", Verdict.SAFE_MODE);

    assertThat(choose("pytorch", "cpu").safeMode()).isTrue();
    assertThat(choose("auto", "auto").safeMode()).isTrue();
  }

  @Test
  void neverReplacesANamedEngine() {
    machine.check(EngineName.MXNET, "cpu", Verdict.FAILED).without(EngineName.PYTORCH);

    assertFailure("mxnet", "auto")
        .isEqualTo(
            "engine: mxnet failed its self-check: it broke.\n"
                + "Use 'engine: auto'; 'atelier doctor --check' tries the engines again.");
    assertFailure("pytorch", "auto")
        .isEqualTo(
            "engine: pytorch cannot be used: PyTorch has no libraries for this platform in this"
                + " installation.\n"
                + "Use 'engine: auto'; 'atelier doctor' shows what is installed.");
  }

  @Test
  void keepsToTheEngineOfTheProcess() {
    EngineChooser chooser = new EngineChooser(machine, Optional.of(EngineName.MXNET));

    assertThat(chooser.choose("auto", "auto").engine()).isEqualTo(EngineName.MXNET);
    assertThat(chooser.choose("auto", "auto").reason())
        .isEqualTo("ai.djl.default_engine asks for it");
  }

  @Test
  void refusesWordsThatItDoesNotKnow() {
    assertFailure("torch", "auto")
        .isEqualTo("engine: there is no engine 'torch'.\nUse auto, mxnet or pytorch.");
    assertFailure("auto", "gpu:x")
        .isEqualTo("device: there is no device 'gpu:x'.\nUse auto, cpu, gpu or gpu:N.");
  }

  private FakeMachine withGpuEngines() {
    return machine
        .natives(EngineName.MXNET, "1.9.1", "cu112mkl")
        .natives(EngineName.PYTORCH, "2.1.1", "cu121")
        .check(EngineName.MXNET, "gpu:0", Verdict.PASSED)
        .check(EngineName.PYTORCH, "gpu:0", Verdict.PASSED);
  }

  private EngineChoice choose(String engine, String device) {
    return choose(engine, device, machine);
  }

  private static EngineChoice choose(String engine, String device, FakeMachine machine) {
    return new EngineChooser(machine, Optional.empty()).choose(engine, device);
  }

  private org.assertj.core.api.AbstractStringAssert<?> assertFailure(String engine, String device) {
    AbstractThrowableAssert<?, ?> failure = assertThatThrownBy(() -> choose(engine, device));
    return failure
        .asInstanceOf(InstanceOfAssertFactories.type(UserException.class))
        .extracting(e -> e.getMessage() + "\n" + e.remedy())
        .asInstanceOf(InstanceOfAssertFactories.STRING);
  }
}

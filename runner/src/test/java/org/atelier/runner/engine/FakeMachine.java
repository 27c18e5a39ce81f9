package org.atelier.runner.engine;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine that has what a test says. */
final class FakeMachine implements Machine {
  private final Map<EngineName, NativeLibrary> natives = new EnumMap<>(EngineName.class);
  private final Map<String, SelfCheck> checks = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private GpuReport gpus = new GpuReport(List.of(), "no NVIDIA driver was found");

  static FakeMachine withCpuEngines() {
    return new FakeMachine()
        .natives(EngineName.MXNET, "1.9.1", "mkl")
        .natives(EngineName.PYTORCH, "2.1.1", "cpu")
        .check(EngineName.MXNET, "cpu", SelfCheck.Verdict.PASSED)
        .check(EngineName.PYTORCH, "cpu", SelfCheck.Verdict.PASSED);
  }

  FakeMachine natives(EngineName engine, String version, String flavor) {
    natives.put(engine, new NativeLibrary(version, flavor, "linux-x86_64", Optional.empty()));
    return this;
  }

  FakeMachine without(EngineName engine) {
    natives.remove(engine);
    return this;
  }

  FakeMachine gpu(String name, int capability) {
    gpus = new GpuReport(List.of(new Gpu(0, name, "470.82", capability)), "GPU 0 is " + name);
    return this;
  }

  FakeMachine check(EngineName engine, String device, SelfCheck.Verdict verdict) {
    checks.put(
        engine + " " + device,
        new SelfCheck(verdict, false, verdict == SelfCheck.Verdict.FAILED ? "it broke" : "fine"));
    return this;
  }

  /** Returns the self-checks that were asked for. */
  List<String> asked() {
    return asked;
  }

  @Override
  public GpuReport gpus() {
    return gpus;
  }

  @Override
  public Optional<NativeLibrary> natives(EngineName engine) {
    return Optional.ofNullable(natives.get(engine));
  }

  @Override
  public SelfCheck check(EngineName engine, Device device) {
    String key = engine + " " + (device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu");
    asked.add(key);
    return Optional.ofNullable(checks.get(key))
        .orElseThrow(() -> new AssertionError("the test says nothing about " + key));
  }
}

package org.atelier.runner.engine;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The machine that the program runs on. Each question is answered once and then recalled. */
public final class ThisMachine implements Machine {
  private final Map<String, String> environment;
  private final SelfCheckMemory memory;
  private final Consumer<String> notices;
  private final Map<EngineName, Optional<NativeLibrary>> natives = new EnumMap<>(EngineName.class);
  private final Map<String, SelfCheck> checks = new HashMap<>();
  private GpuReport gpus;

  /**
   * Describes this machine.
   *
   * @param cache the folder in which outcomes of self-checks are remembered
   * @param environment the environment's variables
   * @param notices takes what the user should be told when something takes long
   */
  public ThisMachine(Path cache, Map<String, String> environment, Consumer<String> notices) {
    this.environment = Map.copyOf(environment);
    this.memory = new SelfCheckMemory(cache.resolve("self-checks"));
    this.notices = notices;
  }

  @Override
  public synchronized GpuReport gpus() {
    if (gpus == null) {
      gpus = new GpuSearch(environment.getOrDefault("PATH", "")).search();
    }
    return gpus;
  }

  @Override
  public synchronized Optional<NativeLibrary> natives(EngineName engine) {
    return natives.computeIfAbsent(engine, name -> NativeLibraries.find(name, environment));
  }

  @Override
  public synchronized SelfCheck check(EngineName engine, Device device) {
    return checks.computeIfAbsent(engine + " " + device, key -> recallOrTry(engine, device));
  }

  /**
   * Forgets all outcomes of self-checks, so that they are made again.
   *
   * @throws IOException if their files cannot be deleted
   */
  public synchronized void forgetChecks() throws IOException {
    checks.clear();
    memory.forget();
  }

  private SelfCheck recallOrTry(EngineName engine, Device device) {
    String variable =
        engine == EngineName.MXNET ? "MXNET_MKLDNN_ENABLED" : EngineStarter.ONE_DNN_LIMIT;
    String value = environment.get(variable);
    if (value != null && !device.isGpu()) {
      boolean safe = engine == EngineName.MXNET && value.equals("0");
      return new SelfCheck(
          safe ? SelfCheck.Verdict.SAFE_MODE : SelfCheck.Verdict.PASSED,
          false,
          "not tried, as %s=%s is set".formatted(variable, value));
    }
    String subject = subject(engine, device);
    return memory.recall(subject).orElseGet(() -> tryNow(engine, device, subject));
  }

  private SelfCheck tryNow(EngineName engine, Device device, String subject) {
    natives(engine)
        .map(library -> NativeLibraries.unpacked(engine, library))
        .filter(Files::notExists)
        .ifPresent(folder -> notices.accept(EngineStarter.unpacking(engine, folder)));
    notices.accept("Checking once that " + engine.title() + " works on this machine.");
    SelfCheck check = new CheckProcess(engine, device).run();
    // a failure without a crash may pass, such as a full disk: it is tried again next time
    if (check.usable() || check.crashed()) {
      memory.remember(subject, check).ifPresent(notices);
    }
    return check;
  }

  /** Returns what an outcome holds for: the engine's build, and the processor that computes. */
  private String subject(EngineName engine, Device device) {
    String processor =
        device.isGpu()
            ? gpus().gpus().stream()
                .filter(gpu -> gpu.index() == device.getDeviceId())
                .map(gpu -> gpu.name() + ", driver " + gpu.driver())
                .findFirst()
                .orElse("unknown GPU")
            : Processor.describe();
    return "%s %s on %s, check %d"
        .formatted(
            engine.title(),
            natives(engine).map(NativeLibrary::text).orElse("none"),
            processor,
            EngineCheck.VERSION);
  }
}

package org.atelier.runner.engine;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.atelier.api.UserException;

/**
 * Chooses the engine and the device. MXNet comes first on a GPU that its last release serves,
 * PyTorch on any other GPU and on CPUs, where it is the faster one. An engine that is asked for by
 * name is always obeyed: it is taken or there is an error.
 */
final class EngineChooser {
  private static final List<EngineName> BEST_ON_GPU = List.of(EngineName.MXNET, EngineName.PYTORCH);
  private static final List<EngineName> BEST_ON_CPU = List.of(EngineName.PYTORCH, EngineName.MXNET);
  private static final int LEAST_MXNET_CAPABILITY = 50;
  private static final int GREATEST_MXNET_CAPABILITY = 80;
  private static final String GPU_REMEDY =
      "Use 'device: auto' or 'device: cpu', or prepare the GPU as docs/gpu.md describes;"
          + " 'atelier doctor' shows what is found.";

  private final Machine machine;
  private final Optional<EngineName> fixed;

  /**
   * Makes a chooser.
   *
   * @param machine what there is to choose from
   * @param fixed the engine that this process is bound to, which {@code auto} then takes
   */
  EngineChooser(Machine machine, Optional<EngineName> fixed) {
    this.machine = machine;
    this.fixed = fixed;
  }

  /**
   * Chooses.
   *
   * @param engine {@code auto}, {@code mxnet} or {@code pytorch}
   * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}
   * @throws UserException if what is asked for does not exist or cannot be used here
   */
  EngineChoice choose(String engine, String device) {
    DeviceWish wish = DeviceWish.of(device);
    if (!engine.equals("auto")) {
      EngineName name =
          EngineName.of(engine)
              .orElseThrow(
                  () ->
                      new UserException(
                          "engine: there is no engine '" + engine + "'.",
                          "Use auto, mxnet or pytorch."));
      return named(name, wish, "the pipeline asks for it");
    }
    if (fixed.isPresent()) {
      return named(fixed.get(), wish, "ai.djl.default_engine asks for it");
    }
    return automatic(wish);
  }

  private EngineChoice named(EngineName engine, DeviceWish wish, String reason) {
    if (wish.mayBeGpu()) {
      Optional<String> obstacle = gpuObstacle(engine, wish.index());
      if (obstacle.isEmpty()) {
        return new EngineChoice(engine, Device.gpu(wish.index()), false, reason);
      }
      if (!wish.mayBeCpu()) {
        throw new UserException(
            "device: %s cannot be used with %s: %s."
                .formatted(wish.text(), engine.title(), obstacle.get()),
            GPU_REMEDY);
      }
    }
    if (machine.natives(engine).isEmpty()) {
      throw new UserException(
          "engine: %s cannot be used: %s.".formatted(engine.key(), noNatives(engine)),
          "Use 'engine: auto'; 'atelier doctor' shows what is installed.");
    }
    SelfCheck check = machine.check(engine, Device.cpu());
    if (!check.usable()) {
      throw new UserException(
          "engine: %s failed its self-check: %s.".formatted(engine.key(), check.detail()),
          "Use 'engine: auto'; 'atelier doctor --check' tries the engines again.");
    }
    return onCpu(engine, check, reason);
  }

  private EngineChoice automatic(DeviceWish wish) {
    if (wish.mayBeGpu()) {
      List<String> obstacles = new ArrayList<>();
      for (EngineName engine : BEST_ON_GPU) {
        Optional<String> obstacle = gpuObstacle(engine, wish.index());
        if (obstacle.isEmpty()) {
          return new EngineChoice(
              engine,
              Device.gpu(wish.index()),
              false,
              obstacles.isEmpty()
                  ? "it serves this GPU and passed its self-check"
                  : String.join("; ", obstacles));
        }
        obstacles.add(engine.title() + ": " + obstacle.get());
      }
      if (!wish.mayBeCpu()) {
        throw new UserException(
            "device: %s cannot be used: %s."
                .formatted(
                    wish.text(),
                    machine.gpus().gpus().isEmpty()
                        ? machine.gpus().finding() + "; " + installedNatives()
                        : String.join("; ", obstacles)),
            GPU_REMEDY);
      }
    }
    return automaticOnCpu();
  }

  private EngineChoice automaticOnCpu() {
    List<String> obstacles = new ArrayList<>();
    for (EngineName engine : BEST_ON_CPU) {
      if (machine.natives(engine).isEmpty()) {
        obstacles.add(noNatives(engine));
        continue;
      }
      SelfCheck check = machine.check(engine, Device.cpu());
      if (check.usable()) {
        return onCpu(
            engine,
            check,
            obstacles.isEmpty()
                ? "the fastest engine on a CPU, and it passed its self-check"
                    + (check.verdict() == SelfCheck.Verdict.SAFE_MODE ? " in its safe mode" : "")
                : String.join("; ", obstacles));
      }
      obstacles.add(engine.title() + " failed its self-check (" + check.detail() + ")");
    }
    throw new UserException(
        "No engine can be used here: " + String.join("; ", obstacles) + ".",
        "'atelier doctor --check' tries them again and says what to do about each.");
  }

  private static EngineChoice onCpu(EngineName engine, SelfCheck check, String reason) {
    return new EngineChoice(
        engine, Device.cpu(), check.verdict() == SelfCheck.Verdict.SAFE_MODE, reason);
  }

  /** Returns why an engine cannot compute on a GPU, as half a sentence; empty if it can. */
  private Optional<String> gpuObstacle(EngineName engine, int index) {
    GpuReport report = machine.gpus();
    Optional<NativeLibrary> natives = machine.natives(engine);
    if (natives.isEmpty()) {
      return Optional.of(noNatives(engine));
    }
    if (report.gpus().isEmpty()) {
      return Optional.of(report.finding() + "; " + installedNatives());
    }
    if (!natives.get().forGpu()) {
      return Optional.of(
          "its installed libraries compute on the CPU only (" + natives.get().text() + ")");
    }
    Optional<Gpu> gpu = report.gpus().stream().filter(found -> found.index() == index).findFirst();
    if (gpu.isEmpty()) {
      return Optional.of("there is no GPU " + index + " (" + report.finding() + ")");
    }
    if (engine == EngineName.MXNET && !servedByMxnet(gpu.get())) {
      return Optional.of(
          "its last release serves compute capability 5.0 to 8.0, and %s has %s"
              .formatted(gpu.get().name(), gpu.get().capabilityText()));
    }
    SelfCheck check = machine.check(engine, Device.gpu(index));
    return check.usable()
        ? Optional.empty()
        : Optional.of("it failed its self-check on the GPU (" + check.detail() + ")");
  }

  private static boolean servedByMxnet(Gpu gpu) {
    return gpu.capability() >= LEAST_MXNET_CAPABILITY
        && gpu.capability() <= GREATEST_MXNET_CAPABILITY;
  }

  private static String noNatives(EngineName engine) {
    return engine.title() + " has no libraries for this platform in this installation";
  }

  private String installedNatives() {
    return java.util.Arrays.stream(EngineName.values())
        .map(
            engine ->
                machine
                    .natives(engine)
                    .map(natives -> engine.title() + " " + natives.text())
                    .orElse(engine.title() + " none"))
        .collect(Collectors.joining(", ", "the installed engine libraries are ", ""));
  }
}

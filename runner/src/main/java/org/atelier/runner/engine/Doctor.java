package org.atelier.runner.engine;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.atelier.api.UserException;

/**
 * Examines what the program depends on outside itself: platform, Java, native settings, GPU,
 * engines, folders. The engines are tried in processes of their own, so that this one never loads
 * two.
 */
public final class Doctor {
  private static final double GIBIBYTE = 1 << 30;
  private static final long LEAST_SPACE = 2L << 30;
  private static final List<String> ALLOCATOR =
      List.of("MALLOC_MMAP_MAX_", "MALLOC_TRIM_THRESHOLD_", "MALLOC_ARENA_MAX");
  private static final String START_WITH_LAUNCHER = "Start the program with bin/atelier.";

  private final Machine machine;
  private final Map<String, String> environment;
  private final List<String> options;
  private final Path cache;
  private final List<Path> pluginFolders;

  /**
   * Makes a doctor.
   *
   * @param machine the machine to examine
   * @param environment the environment's variables
   * @param options the options that this JVM was started with
   * @param cache where the program keeps what it can make again
   * @param pluginFolders where plugin jars are looked for
   */
  public Doctor(
      Machine machine,
      Map<String, String> environment,
      List<String> options,
      Path cache,
      List<Path> pluginFolders) {
    this.machine = machine;
    this.environment = Map.copyOf(environment);
    this.options = List.copyOf(options);
    this.cache = cache;
    this.pluginFolders = List.copyOf(pluginFolders);
  }

  /** Examines everything; this takes seconds where an engine has not been tried before. */
  public DoctorReport examine() {
    List<Finding> findings = new ArrayList<>();
    findings.add(platform());
    findings.add(java());
    findings.add(archive());
    findings.add(threads());
    findings.add(allocator());
    findings.add(gpu());
    for (EngineName engine : EngineName.values()) {
      findings.add(engine(engine));
    }
    findings.add(choice());
    findings.add(folder("Cache", cache));
    pluginFolders.forEach(folder -> findings.add(plugins(folder)));
    return new DoctorReport(findings);
  }

  private static Finding platform() {
    return Finding.good(
        "Platform",
        "%s %s (%s), %s, %d cores"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                NativeLibraries.platform(),
                Processor.name(),
                Runtime.getRuntime().availableProcessors()));
  }

  private static Finding java() {
    return Finding.good(
        "Java",
        String.format(
            Locale.ROOT,
            "%s (%s) in %s, heap up to %.1f GiB",
            System.getProperty("java.version"),
            System.getProperty("java.vendor"),
            System.getProperty("java.home"),
            Runtime.getRuntime().maxMemory() / GIBIBYTE));
  }

  private Finding archive() {
    String option = "-XX:SharedArchiveFile=";
    return options.stream()
        .filter(text -> text.startsWith(option))
        .map(text -> text.substring(option.length()))
        .findFirst()
        .map(file -> Finding.good("Start-up", "with the class archive " + file))
        .orElseGet(
            () ->
                Finding.wrong(
                    "Start-up",
                    "without an archive of loaded classes, so it takes twice as long",
                    environment.containsKey("ATELIER_CACHE") || Files.isWritable(existing(cache))
                        ? START_WITH_LAUNCHER
                        : "Let the launcher write to " + cache + ", or set ATELIER_CACHE."));
  }

  private Finding threads() {
    int cores = Runtime.getRuntime().availableProcessors();
    int threads = EngineStarter.threads();
    String text = "%d for %d cores".formatted(threads, cores);
    return threads == cores
        ? Finding.good("Threads", text)
        : Finding.wrong(
            "Threads",
            text + " (OMP_NUM_THREADS=" + environment.get("OMP_NUM_THREADS") + ")",
            "Unset OMP_NUM_THREADS, unless other programs are to have the remaining cores.");
  }

  private Finding allocator() {
    Optional<String> version = NativeEnvironment.glibcVersion();
    if (version.isEmpty()) {
      return Finding.good("Allocator", "not glibc's: nothing to set");
    }
    List<String> missing =
        ALLOCATOR.stream().filter(name -> !environment.containsKey(name)).toList();
    return missing.isEmpty()
        ? Finding.good("Allocator", "glibc " + version.get() + ", set to keep large tensors")
        : Finding.wrong(
            "Allocator",
            "glibc %s gives large tensors back at each operation, which costs 3 to 5 times the"
                    .formatted(version.get())
                + " time (not set: "
                + String.join(", ", missing)
                + ")",
            START_WITH_LAUNCHER);
  }

  private Finding gpu() {
    // no GPU is nothing wrong: everything runs on a CPU
    return Finding.good("GPU", machine.gpus().finding());
  }

  private Finding engine(EngineName engine) {
    Optional<NativeLibrary> natives = machine.natives(engine);
    if (natives.isEmpty()) {
      return Finding.wrong(
          engine.title(),
          "no libraries for " + NativeLibraries.platform() + " in this installation",
          "Use the other engine, or build the distribution on this platform: docs/gpu.md lists"
              + " which engine serves which.");
    }
    SelfCheck check = machine.check(engine, Device.cpu());
    String text = natives.get().text() + ", self-check: " + check.detail();
    return switch (check.verdict()) {
      case PASSED -> Finding.good(engine.title(), text);
      case SAFE_MODE -> Finding.good(engine.title(), text + "; it runs in its safe mode");
      case FAILED ->
          Finding.wrong(
              engine.title(),
              text,
              "Use the other engine; if its libraries were not unpacked whole, delete "
                  + NativeLibraries.unpacked(engine, natives.get())
                  + " and try again with 'atelier doctor --check'.");
    };
  }

  private Finding choice() {
    try {
      EngineChoice choice = new EngineChooser(machine, Optional.empty()).choose("auto", "auto");
      return Finding.good(
          "Choice",
          "'engine: auto' takes %s on %s: %s"
              .formatted(choice.engine().title(), choice.deviceText(), choice.reason()));
    } catch (UserException e) {
      return Finding.wrong("Choice", e.getMessage(), e.remedy());
    }
  }

  private static Finding folder(String subject, Path folder) {
    Path existing = existing(folder);
    if (!Files.isWritable(existing)) {
      return Finding.wrong(
          subject,
          folder + " cannot be written",
          "Make it writable, or set ATELIER_CACHE to a folder that is.");
    }
    try {
      long space = Files.getFileStore(existing).getUsableSpace();
      String text = String.format(Locale.ROOT, "%s, %.1f GiB free", folder, space / GIBIBYTE);
      return space >= LEAST_SPACE
          ? Finding.good(subject, text)
          : Finding.wrong(
              subject, text, "Make room, or set ATELIER_CACHE to a folder on another disk.");
    } catch (IOException e) {
      return Finding.wrong(subject, folder + " cannot be examined: " + e, "See to that disk.");
    }
  }

  private static Finding plugins(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Finding.wrong(
          "Plugins", folder + " does not exist", "Make the folder, or leave out --plugins.");
    }
    try (Stream<Path> files = Files.list(folder)) {
      long jars = files.filter(file -> file.toString().endsWith(".jar")).count();
      return Finding.good(
          "Plugins",
          "%s, %d %s ('atelier plugins' shows each)"
              .formatted(folder, jars, jars == 1 ? "jar" : "jars"));
    } catch (IOException e) {
      return Finding.wrong("Plugins", folder + " cannot be read: " + e, "Make it readable.");
    }
  }

  /** Returns the folder itself or the nearest one above it that exists. */
  private static Path existing(Path folder) {
    Path found = folder.toAbsolutePath();
    while (Files.notExists(found) && found.getParent() != null) {
      found = found.getParent();
    }
    return found;
  }
}

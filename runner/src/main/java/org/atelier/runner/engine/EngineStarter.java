package org.atelier.runner.engine;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.atelier.api.UserException;

/**
 * Chooses an engine and starts it: the one way to DJL's engines. One process has one engine, as two
 * slow each other down.
 */
public final class EngineStarter {
  /** The environment's variable that keeps PyTorch's convolutions from newer instructions. */
  static final String ONE_DNN_LIMIT = "ONEDNN_MAX_CPU_ISA";

  private static final String DEFAULT_ENGINE = "ai.djl.default_engine";

  /** Enough for the gaps between operations; GNU's own 300,000 are milliseconds. */
  private static final String SPINS = "4000";

  private final Machine machine;
  private final Consumer<String> notices;

  /**
   * Makes a starter.
   *
   * @param machine what there is to choose from
   * @param notices takes what the user should be told meanwhile, a sentence at a time
   */
  public EngineStarter(Machine machine, Consumer<String> notices) {
    this.machine = machine;
    this.notices = notices;
  }

  /** Makes a starter for this machine. */
  public static EngineStarter onThisMachine(Consumer<String> notices) {
    Path cache = CacheFolder.of(System.getenv(), Path.of(System.getProperty("user.home")));
    return new EngineStarter(new ThisMachine(cache, System.getenv(), notices), notices);
  }

  /**
   * Chooses without starting.
   *
   * @param engine {@code auto}, {@code mxnet} or {@code pytorch}
   * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}
   * @throws UserException if what is asked for cannot be used here
   */
  public EngineChoice choose(String engine, String device) {
    keepToItself();
    Optional<EngineName> fixed =
        Optional.ofNullable(System.getProperty(DEFAULT_ENGINE)).flatMap(EngineName::ofTitle);
    return new EngineChooser(machine, fixed).choose(engine, device);
  }

  /**
   * Chooses and starts.
   *
   * @param engine {@code auto}, {@code mxnet} or {@code pytorch}
   * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}
   * @throws UserException if what is asked for cannot be used here
   */
  public ActiveEngine start(String engine, String device) {
    EngineChoice choice = choose(engine, device);
    if (choice.safeMode()) {
      notices.accept(safeModeNotice(choice.engine()));
    }
    return load(choice);
  }

  /**
   * Tells what results will depend on, without starting the engine.
   *
   * @param choice what was chosen
   */
  public EngineIdentity identity(EngineChoice choice) {
    return new EngineIdentity(
        choice.engine().title(),
        machine.natives(choice.engine()).orElseThrow().text(),
        bindings(),
        choice.deviceText(),
        choice.safeMode());
  }

  /** Reads DJL's version where DJL does; asking DJL would start an engine. */
  private static String bindings() {
    try (InputStream stream = Engine.class.getResourceAsStream("api.properties")) {
      Properties properties = new Properties();
      properties.load(Objects.requireNonNull(stream, "api.properties"));
      return properties.getProperty("djl_version");
    } catch (IOException e) {
      throw new UncheckedIOException("DJL cannot be read: install atelier again", e);
    }
  }

  /** Keeps DJL from asking the network for anything; to be called before its first use. */
  static void keepToItself() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  /** Loads an engine into this process. */
  ActiveEngine load(EngineChoice choice) {
    EngineName name = choice.engine();
    System.setProperty(DEFAULT_ENGINE, name.title());
    int threads = threads();
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
    // the engines' OpenMP reads it when it is loaded; it would take the physical cores only, or,
    // in a container, more than there are to use
    NativeEnvironment.set("OMP_NUM_THREADS", String.valueOf(threads));
    if (!ownWaiting(System.getenv())) {
      // GNU's OpenMP lets the threads of an operation wait for each other for milliseconds in a
      // busy loop. Where another thread has one of the cores, such as one that reads batches, or
      // another program has, what they wait for is then held up by the waiting itself.
      NativeEnvironment.set("GOMP_SPINCOUNT", SPINS);
    }
    if (choice.safeMode()) {
      switch (name) {
        case MXNET -> {
          NativeEnvironment.set("MXNET_MKLDNN_ENABLED", "0");
          // otherwise MXNet says of each operation at length that it is not computed by oneDNN
          NativeEnvironment.set("MXNET_STORAGE_FALLBACK_LOG_VERBOSE", "0");
        }
        case PYTORCH -> NativeEnvironment.set(ONE_DNN_LIMIT, "SSE41");
      }
    }
    if (name == EngineName.PYTORCH) {
      PyTorchMessages.errorsOnly(System.getenv());
    }
    NativeLibrary library = machine.natives(name).orElseThrow();
    String natives = library.text();
    Path folder = NativeLibraries.unpacked(name, library);
    if (Files.notExists(folder)) {
      notices.accept(unpacking(name, folder));
    }
    try {
      Engine engine = Unpacking.guard(folder, () -> Engine.getEngine(name.title()));
      if (name == EngineName.PYTORCH) {
        PyTorchMessages.readLevel(folder);
      }
      return new ActiveEngine(
          choice, engine.getVersion(), natives, Engine.getDjlVersion(), threads);
    } catch (ai.djl.engine.EngineException | LinkageError | IllegalArgumentException e) {
      throw new UserException(
          "%s (%s) cannot be loaded: %s.".formatted(name.title(), natives, rootMessage(e)),
          "'atelier doctor --check' tries the engines and says what to do about each.",
          e);
    }
  }

  private static String safeModeNotice(EngineName engine) {
    return switch (engine) {
      case MXNET ->
          "MXNet runs in its safe mode (MXNET_MKLDNN_ENABLED=0), which is slower: with oneDNN its"
              + " convolutions kill the process on this CPU.";
      case PYTORCH ->
          "PyTorch runs in its safe mode (ONEDNN_MAX_CPU_ISA=SSE41), which is slower: with AVX its"
              + " convolutions compute wrongly on this machine.";
    };
  }

  /** Returns what the user is told while an engine is unpacked. */
  static String unpacking(EngineName engine, Path folder) {
    return "Unpacking the libraries of %s into %s (once).".formatted(engine.title(), folder);
  }

  /** Returns {@code OMP_NUM_THREADS} if that is a number, or else the number of cores. */
  static int threads() {
    String wish = System.getenv().getOrDefault("OMP_NUM_THREADS", "");
    return wish.matches("[1-9]\\d{0,3}")
        ? Integer.parseInt(wish)
        : Runtime.getRuntime().availableProcessors();
  }

  /** Returns whether the user has said how threads are to wait for each other. */
  private static boolean ownWaiting(Map<String, String> environment) {
    return environment.containsKey("GOMP_SPINCOUNT") || environment.containsKey("OMP_WAIT_POLICY");
  }

  static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message =
        root.getMessage() == null ? "" : root.getMessage().lines().findFirst().orElse("");
    return message.isEmpty() ? root.getClass().getSimpleName() : message;
  }
}

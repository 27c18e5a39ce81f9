package org.atelier.runner.execution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.atelier.api.UserException;
import org.atelier.runner.output.DiskSpace;
import org.atelier.runner.output.FileErrors;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;
import org.atelier.runner.plugin.ContractException;
import org.atelier.runner.plugin.InstalledComponent;
import org.atelier.runner.plugin.PluginReport;
import org.atelier.runner.wiring.ComponentFaultException;

/** Puts into words why a run failed, and tells the user's misfortunes from faults in programs. */
final class FailureFinder {
  private static final String OURS = "org.atelier.runner.";

  /** What the engines say when they get no more memory. */
  private static final List<String> NO_MEMORY =
      List.of("can't allocate memory", "out of memory", "bad_alloc", "failed to allocate");

  private final Plan plan;
  private final Path folder;

  /**
   * Makes a finder for one run.
   *
   * @param plan what was to run
   * @param folder the run folder
   */
  FailureFinder(Plan plan, Path folder) {
    this.plan = plan;
    this.folder = folder;
  }

  /**
   * Explains what was thrown.
   *
   * @param thrown what was thrown
   * @param stage the stage that ran; empty if none did
   */
  Failure explain(Throwable thrown, Optional<PlannedComponent> stage) {
    if (first(thrown, ComponentFaultException.class).isPresent()) {
      return fault(thrown, stage);
    }
    Optional<UserException> forUser =
        first(thrown, UserException.class).or(() -> DiskSpace.explain(thrown, folder));
    if (forUser.isPresent()) {
      return new Failure(
          stage.map(PlannedComponent::name),
          forUser.get().getMessage(),
          Optional.empty(),
          forUser.get().remedy());
    }
    if (outOfMemory(thrown)) {
      return new Failure(
          stage.map(PlannedComponent::name),
          "out of memory (the Java heap may take %d MB): %s"
              .formatted(Runtime.getRuntime().maxMemory() >> 20, firstLine(thrown)),
          Optional.empty(),
          "use a smaller batch-size or image-size, or a machine with more memory");
    }
    Optional<IOException> file = first(thrown, IOException.class);
    if (file.isPresent()) {
      return new Failure(
          stage.map(PlannedComponent::name),
          "a file cannot be read or written: %s".formatted(FileErrors.describe(file.get())),
          Optional.empty(),
          "check that it is there and that you may read and write it");
    }
    Optional<NoClassDefFoundError> missing = first(thrown, NoClassDefFoundError.class);
    return missing.isPresent() ? missingClass(missing.get(), stage) : fault(thrown, stage);
  }

  private Failure missingClass(NoClassDefFoundError missing, Optional<PlannedComponent> stage) {
    return new Failure(
        stage.map(PlannedComponent::name),
        "the class %s is in neither the plugin nor the runner"
            .formatted(String.valueOf(missing.getMessage()).replace('/', '.')),
        blamed(missing).map(FailureFinder::faultIn),
        "build the plugin with atelier-plugin-parent and the missing library as a dependency, so"
            + " that its jar carries it");
  }

  /** Names the component that broke its contract; empty if none did. */
  private Optional<ComponentFaultException> brokenContract(
      Throwable thrown, Optional<PlannedComponent> stage) {
    Optional<ContractException> broken = first(thrown, ContractException.class);
    Optional<PlannedComponent> culprit =
        broken.flatMap(
            contract ->
                contract.component().isPresent() ? planned(contract.component().get()) : stage);
    return culprit.map(
        component ->
            new ComponentFaultException(
                component.path(),
                component.installed(),
                broken.orElseThrow().getMessage(),
                thrown));
  }

  private Optional<PlannedComponent> planned(Class<?> implementation) {
    return components()
        .filter(planned -> planned.installed().component().implementation() == implementation)
        .findFirst();
  }

  private Failure fault(Throwable thrown, Optional<PlannedComponent> stage) {
    Optional<ComponentFaultException> component =
        first(thrown, ComponentFaultException.class).or(() -> brokenContract(thrown, stage));
    Optional<PluginReport> plugin =
        component.map(fault -> fault.installed().plugin()).or(() -> blamed(thrown));
    return new Failure(
        stage.map(PlannedComponent::name),
        component.map(Throwable::getMessage).orElseGet(() -> firstLine(thrown)),
        Optional.of(plugin.map(FailureFinder::faultIn).orElse("This is a fault in Atelier.")),
        "report it to %s, with the log file"
            .formatted(plugin.isPresent() ? "the plugin's author" : "Atelier's authors"));
  }

  private static String faultIn(PluginReport plugin) {
    return "This is a fault in the plugin %s.".formatted(describe(plugin));
  }

  private static String describe(PluginReport plugin) {
    String name =
        plugin.version().isEmpty() ? plugin.name() : plugin.name() + " " + plugin.version();
    return plugin.jar().map(jar -> name + " (" + jar + ")").orElse(name);
  }

  /** Finds the plugin whose code is nearest to where the root cause was thrown. */
  private Optional<PluginReport> blamed(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    for (StackTraceElement frame : root.getStackTrace()) {
      Optional<PluginReport> owner = owner(frame.getClassName());
      if (owner.isPresent() || frame.getClassName().startsWith(OURS)) {
        return owner;
      }
    }
    return Optional.empty();
  }

  private Optional<PluginReport> owner(String className) {
    return components()
        .map(PlannedComponent::installed)
        .filter(installed -> className.startsWith(home(installed)))
        .map(InstalledComponent::plugin)
        .findFirst();
  }

  private Stream<PlannedComponent> components() {
    return Stream.concat(plan.components().values().stream(), plan.stages().stream());
  }

  private static String home(InstalledComponent installed) {
    return installed.component().implementation().getPackageName() + ".";
  }

  private static boolean outOfMemory(Throwable thrown) {
    if (first(thrown, OutOfMemoryError.class).isPresent()) {
      return true;
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (NO_MEMORY.stream().anyMatch(said::contains)) {
        return true;
      }
    }
    return false;
  }

  private static String firstLine(Throwable thrown) {
    return thrown.toString().lines().findFirst().orElse("");
  }

  private static <T extends Throwable> Optional<T> first(Throwable thrown, Class<T> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }
}

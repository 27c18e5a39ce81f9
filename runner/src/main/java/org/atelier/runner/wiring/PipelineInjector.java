package org.atelier.runner.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.google.inject.name.Names;
import com.google.inject.spi.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.atelier.api.Artifact;
import org.atelier.api.Dataset;
import org.atelier.api.Kind;
import org.atelier.api.Stage;
import org.atelier.api.UserException;
import org.atelier.api.service.Compute;
import org.atelier.api.service.FileTrust;
import org.atelier.api.service.Progress;
import org.atelier.api.service.Warnings;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.InstalledComponent;
import org.atelier.runner.training.SeededStreams;

/**
 * Makes the components of a plan, each at its first use and only once. A reference is resolved when
 * it is first asked for: to another component, or to the output of a stage that has ended.
 */
public final class PipelineInjector {
  private final Plan plan;
  private final Function<String, Artifact> outputs;
  private final Injector injector;
  private final Map<String, Dataset> datasets = new LinkedHashMap<>();

  /**
   * Wires a plan. Nothing is made yet.
   *
   * @param plan the checked plan
   * @param catalog finds the models of saved networks
   * @param compute the engine and the device
   * @param progress shows the progress of a component
   * @param files how far what is remembered of files may be trusted
   * @param warnings takes the warnings of the component at a path
   * @param outputs gives the output of a stage that has ended, by the stage's path
   * @throws ComponentFaultException if a component asks for something that it cannot be given
   */
  public PipelineInjector(
      Plan plan,
      Catalog catalog,
      Compute compute,
      Function<PlannedComponent, Progress> progress,
      FileTrust files,
      Function<String, Warnings> warnings,
      Function<String, Artifact> outputs) {
    this.plan = plan;
    this.outputs = Objects.requireNonNull(outputs, "outputs");
    List<Module> modules = new ArrayList<>();
    modules.add(new StrictModule());
    for (PlannedComponent planned : all(plan)) {
      ComponentModule.check(planned.path(), planned.installed());
      SeededStreams streams =
          new SeededStreams(
              planned.randomness().seed().orElse(plan.seed()), planned.randomness().place());
      Warnings own = warnings.apply(planned.path());
      Progress shown = progress.apply(planned);
      SpecModels models = new SpecModels(catalog, compute, shown, files, own, streams);
      modules.add(
          new ComponentModule(
              key(planned.path()),
              planned.installed(),
              planned.binder().bind(this::resolve),
              new HostServices(compute, shown, files, own, streams, models)));
    }
    this.injector = Guice.createInjector(modules);
  }

  /**
   * Returns a stage.
   *
   * @param planned one of the plan's stages
   * @throws UserException if its constructor refuses what the user wants
   * @throws ComponentFaultException if its constructor fails
   */
  public Stage<?> stage(PlannedComponent planned) {
    return (Stage<?>) make(injector, planned);
  }

  /**
   * Returns a dataset.
   *
   * @param planned one of the plan's datasets
   * @throws UserException if its constructor refuses what the user wants
   * @throws ComponentFaultException if its constructor fails
   */
  public Dataset dataset(PlannedComponent planned) {
    return (Dataset) resolve(planned.path());
  }

  /** Returns the datasets that were used so far, by path. */
  public synchronized Map<String, Dataset> datasets() {
    return new LinkedHashMap<>(datasets);
  }

  private Object resolve(String path) {
    PlannedComponent planned =
        plan.find(path)
            .orElseThrow(() -> new IllegalStateException("the plan has no '%s'".formatted(path)));
    if (planned.installed().component().kind() == Kind.STAGE) {
      return outputs.apply(path);
    }
    Object component = make(injector, planned);
    if (component instanceof Dataset) {
      synchronized (this) {
        datasets.putIfAbsent(path, (Dataset) component);
      }
    }
    return component;
  }

  private static Object make(Injector injector, PlannedComponent planned) {
    return make(injector, planned.path(), planned.installed());
  }

  static Object make(Injector injector, String path, InstalledComponent installed) {
    try {
      return injector.getInstance(key(path));
    } catch (ProvisionException e) {
      Throwable cause = cause(e);
      if (cause instanceof UserException || cause instanceof ComponentFaultException) {
        throw (RuntimeException) cause;
      }
      throw new ComponentFaultException(path, installed, "cannot be made: " + cause, cause);
    }
  }

  /** Finds what the constructor threw: Guice wraps it, once for each component on the way. */
  private static Throwable cause(ProvisionException failure) {
    return failure.getErrorMessages().stream()
        .map(Message::getCause)
        .filter(Objects::nonNull)
        .findFirst()
        .map(
            cause ->
                cause instanceof ProvisionException ? cause((ProvisionException) cause) : cause)
        .orElse(failure);
  }

  static Key<Object> key(String path) {
    return Key.get(Object.class, Names.named(path));
  }

  private static List<PlannedComponent> all(Plan plan) {
    return Stream.concat(plan.components().values().stream(), plan.stages().stream()).toList();
  }

  /** Turns off what Guice would otherwise guess. */
  static final class StrictModule extends AbstractModule {
    @Override
    protected void configure() {
      binder().requireExplicitBindings();
      binder().requireExactBindingAnnotations();
      binder().requireAtInjectOnConstructors();
      binder().disableCircularProxies();
    }
  }
}

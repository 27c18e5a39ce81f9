package org.atelier.runner.execution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.atelier.api.UserException;
import org.atelier.api.service.Progress;
import org.atelier.runner.engine.ChosenEngine;
import org.atelier.runner.engine.LazyCompute;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.wiring.ComponentFaultException;
import org.atelier.runner.wiring.PipelineInjector;

/**
 * What a run would do, told without running anything.
 *
 * @param decisions whether each stage would run, by the stages' paths; none if that cannot be told
 * @param obstacle why it cannot be told, such as a dataset that is not there
 */
public record Preview(Map<String, Decision> decisions, Optional<UserException> obstacle) {
  /** Copies the decisions. */
  public Preview {
    decisions = Map.copyOf(decisions);
    Objects.requireNonNull(obstacle, "obstacle");
  }

  /**
   * Looks what a run would do. Datasets are opened for it.
   *
   * @param catalog the installed plugins
   * @param plan the wanted stages
   * @param engine the engine, which is started only if a dataset computes with it
   * @param progress shows progress
   * @param cache the program's cache folder
   * @param selection what the user wants
   * @throws IOException if the cache or a file that a setting names cannot be read
   */
  public static Preview of(
      Catalog catalog,
      Plan plan,
      ChosenEngine engine,
      Progress progress,
      Path cache,
      Selection selection)
      throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(catalog.classLoader());
    try {
      PipelineInjector injector =
          new PipelineInjector(
              plan,
              catalog,
              new LazyCompute(engine),
              planned -> progress,
              () -> !selection.verify(),
              path -> message -> {},
              path -> {
                throw new IllegalStateException("%s has not run yet".formatted(path));
              });
      Map<String, StageKey> keys =
          StageKeys.of(plan, catalog, engine.identity(), dataset -> fingerprint(injector, dataset));
      Decisions decisions =
          new Decisions(
              plan, selection, new StageStore(cache), new LastResults(cache, plan.pipeline()));
      return new Preview(decisions.of(keys), Optional.empty());
    } catch (UserException e) {
      return new Preview(Map.of(), Optional.of(e));
    } catch (ComponentFaultException e) {
      return new Preview(
          Map.of(),
          Optional.of(
              new UserException(e.getMessage(), "run the pipeline; its log has the details", e)));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static String fingerprint(PipelineInjector injector, PlannedComponent dataset) {
    return injector.dataset(dataset).contents().fingerprint();
  }
}

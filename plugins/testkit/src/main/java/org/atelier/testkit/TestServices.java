package org.atelier.testkit;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Model;
import org.atelier.api.Reference;
import org.atelier.api.StageContext;
import org.atelier.api.UserException;
import org.atelier.api.result.Results;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Checkpoints;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Networks;
import org.atelier.api.service.Progress;
import org.atelier.api.service.RandomStreams;
import org.atelier.api.service.Training;
import org.atelier.api.service.Warnings;
import org.atelier.runner.cli.InstalledEngines;
import org.atelier.runner.output.ResultsWriter;
import org.atelier.runner.training.BatchReader;
import org.atelier.runner.training.CheckpointFolder;
import org.atelier.runner.training.FitLoop;
import org.atelier.runner.training.NetworkMaker;
import org.atelier.runner.training.SeededStreams;

/**
 * The real host services, for tests that make a component themselves.
 *
 * <p>The engine is the one that the system property {@code ai.djl.default_engine} names; it is
 * started at its first use, on the CPU.
 */
public final class TestServices {
  private static final long SEED = 2326;

  private final Path folder;
  private final ResultsWriter results;
  private final Function<ComponentSpec, Model> models;
  private final RandomStreams streams = new SeededStreams(SEED, "stages.test");
  private Compute compute;

  /**
   * Makes services that can open no saved network.
   *
   * @param folder a temporary folder, for a stage's files
   */
  public TestServices(Path folder) {
    this(
        folder,
        spec -> {
          throw new UserException(
              "there is no model '%s' in this test".formatted(spec.type()), "name it to the test");
        });
  }

  /**
   * Makes services.
   *
   * @param folder a temporary folder, for a stage's files
   * @param models makes the model that a saved network names
   */
  public TestServices(Path folder, Function<ComponentSpec, Model> models) {
    this.folder = Objects.requireNonNull(folder, "folder");
    this.models = Objects.requireNonNull(models, "models");
    this.results = new ResultsWriter(folder);
  }

  /** Returns the engine, started. */
  public synchronized Compute compute() {
    if (compute == null) {
      compute = new InstalledEngines().choose("auto", "cpu", notice -> {}).get();
    }
    return compute;
  }

  /** Returns random streams, the same in each test. */
  public RandomStreams randomStreams() {
    return streams;
  }

  /** Returns a progress that shows nothing. */
  public Progress progress() {
    return (what, total, unit) -> new SilentTask();
  }

  /** Returns what takes warnings; {@link #reported()} has them. */
  public Warnings warnings() {
    return results::warning;
  }

  /** Returns the reader of batches. */
  public Batches batches() {
    return new BatchReader(compute());
  }

  /** Returns the maker of networks. */
  public Networks networks() {
    return new NetworkMaker(compute(), streams, models);
  }

  /** Returns the training loop. */
  public Training training() {
    return new FitLoop(compute(), streams, batches(), progress());
  }

  /**
   * Returns what a stage named {@code test} is given; it writes into the temporary folder, and
   * finds no checkpoints.
   */
  public StageContext context() {
    return context(folder.resolve(".checkpoints").resolve(UUID.randomUUID().toString()));
  }

  /**
   * Returns what a stage named {@code test} is given; it writes into the temporary folder.
   *
   * @param checkpoints where its checkpoints are: in the same folder as before, it goes on
   */
  public StageContext context(Path checkpoints) {
    record Context(String stage, Path folder, Results results, Checkpoints checkpoints)
        implements StageContext {}
    return new Context(
        "test",
        folder,
        results,
        new CheckpointFolder(checkpoints, reached -> {}, results::warning));
  }

  /** Returns what was reported to {@link #context()}'s results. */
  public ResultsWriter.Report reported() {
    return results.report();
  }

  /**
   * Refers to a component at hand.
   *
   * @param type its type name
   * @param component the component
   */
  public static <T> Reference<T> reference(String type, T component) {
    return Reference.to(type, new ComponentSpec(type, Map.of()), component);
  }

  private static final class SilentTask implements Progress.Task {
    @Override
    public void advance(long units) {}

    @Override
    public void note(String text) {}

    @Override
    public void close() {}
  }
}

package org.atelier.runner.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.atelier.api.ComponentSpec;
import org.atelier.api.UserException;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Progress;
import org.atelier.runner.definition.DefinitionReader;
import org.atelier.runner.definition.ProblemsException;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;
import org.atelier.runner.plan.Planner;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.PluginLoader;
import org.atelier.runner.sample.SamplePlugin.Counted;
import org.atelier.runner.sample.SamplePlugins;
import org.atelier.runner.training.SeededStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineInjectorTest {
  @TempDir Path folder;
  private URLClassLoader loader;
  private Catalog catalog;

  @BeforeEach
  void loadPlugin() throws IOException {
    loader = SamplePlugins.loader(folder);
    catalog = PluginLoader.fromClassPath(loader);
  }

  @AfterEach
  void close() throws IOException {
    catalog.close();
    loader.close();
  }

  @Test
  void makesAComponentOnceForAllThatNameIt() throws Exception {
    Plan plan =
        plan(
            """
            datasets: {train: {type: dots}}
            stages:
              a: {type: count, dataset: train}
              b: {type: count, dataset: train}
              c: {type: count, dataset: {type: dots}}
            """);
    PipelineInjector injector = injector(plan);
    run(injector, plan, "stages.a");
    assertThat(injector.datasets()).containsOnlyKeys("datasets.train");
    Object first = injector.datasets().get("datasets.train");
    run(injector, plan, "stages.b");
    run(injector, plan, "stages.c");
    assertThat(injector.datasets()).containsOnlyKeys("datasets.train", "stages.c.dataset");
    assertThat(injector.datasets().get("datasets.train")).isSameAs(first);
    assertThat(injector.datasets().get("stages.c.dataset")).isNotSameAs(first);
  }

  @Test
  void givesEachStageItsOwnStreamsAndSettings() throws Exception {
    Plan plan =
        plan(
            """
            datasets: {train: {type: dots}}
            stages:
              a: {type: count, dataset: train}
              b: {type: count, dataset: {type: dots, images: 9}}
            """);
    PipelineInjector injector = injector(plan);
    Counted a = run(injector, plan, "stages.a");
    Counted b = run(injector, plan, "stages.b");
    assertThat(List.of(a.count(), b.count())).containsExactly(4, 9);
    assertThat(Files.readString(a.file()))
        .isEqualTo(Long.toString(new SeededStreams(2326, "stages.a").seed("count")));
    assertThat(Files.readString(b.file()))
        .isEqualTo(Long.toString(new SeededStreams(2326, "stages.b").seed("count")));
  }

  @Test
  void refusesAConstructorThatAsksForTooMuch() throws Exception {
    Plan plan = plan("stages: {n: {type: nosy}}");
    assertThatThrownBy(() -> injector(plan))
        .isInstanceOf(ComponentFaultException.class)
        .hasMessage(
            "stages.n (nosy) has a constructor that asks for java.lang.StringBuilder; it may ask"
                + " for its settings NoSettings and for Batches, Compute, FileTrust, Networks, Outputs,"
                + " Progress, RandomStreams, Training, Warnings");
  }

  @Test
  void passesOnWhatAConstructorTellsTheUser() throws Exception {
    Plan plan = plan("stages: {t: {type: trouble, kind: refusal}}");
    PipelineInjector injector = injector(plan);
    assertThatThrownBy(() -> injector.stage(stage(plan, "stages.t")))
        .isInstanceOf(UserException.class)
        .hasMessage("this kind is not sold here");
  }

  @Test
  void tellsThatTheModelOfASavedNetworkIsNotInstalled() {
    SpecModels models =
        new SpecModels(
            catalog,
            new NoCompute(),
            silent(),
            () -> true,
            warning -> {},
            new SeededStreams(1, "a"));
    assertThatThrownBy(() -> models.apply(new ComponentSpec("wikiart-cnn", Map.of())))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the saved network is a 'wikiart-cnn', and no installed plugin offers that model");
  }

  private Counted run(PipelineInjector injector, Plan plan, String path) throws Exception {
    Path stageFolder = Files.createDirectories(folder.resolve(path));
    record Context(
        String stage,
        Path folder,
        org.atelier.api.result.Results results,
        org.atelier.api.service.Checkpoints checkpoints)
        implements org.atelier.api.StageContext {}
    return (Counted)
        injector
            .stage(stage(plan, path))
            .run(
                new Context(
                    path,
                    stageFolder,
                    new org.atelier.runner.output.ResultsWriter(stageFolder),
                    new org.atelier.runner.training.CheckpointFolder(
                        folder.resolve("checkpoints"), reached -> {}, warning -> {})));
  }

  private static PlannedComponent stage(Plan plan, String path) {
    return plan.find(path).orElseThrow();
  }

  private PipelineInjector injector(Plan plan) {
    return new PipelineInjector(
        plan,
        catalog,
        new NoCompute(),
        planned -> silent(),
        () -> true,
        path -> warning -> {},
        path -> {
          throw new AssertionError("no stage has run");
        });
  }

  private Plan plan(String yaml) throws IOException, ProblemsException {
    Path file = Files.writeString(folder.resolve("test.yaml"), yaml);
    return Planner.plan(DefinitionReader.read(file, List.of(), Map.of()), catalog);
  }

  private static Progress silent() {
    return (what, total, unit) ->
        new Progress.Task() {
          @Override
          public void advance(long units) {}

          @Override
          public void note(String text) {}

          @Override
          public void close() {}
        };
  }

  /** Computes nothing. */
  private static final class NoCompute implements Compute {
    @Override
    public String engine() {
      return "PyTorch";
    }

    @Override
    public Device device() {
      return Device.cpu();
    }

    @Override
    public OptionalLong freeMemory() {
      throw new AssertionError("nothing is computed here");
    }

    @Override
    public NDManager newManager() {
      throw new AssertionError("nothing is computed here");
    }

    @Override
    public GradientCollector predictionGradients() {
      throw new AssertionError("nothing is computed here");
    }
  }
}

package org.atelier.plugin.imagedatasets.painting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.Artifact;
import org.atelier.api.Component;
import org.atelier.api.Dataset;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.plugin.imagedatasets.painting.SamplePaintingsSettings.Imbalance;
import org.atelier.plugin.imagedatasets.painting.SamplePaintingsSettings.Split;
import org.atelier.runner.definition.DefinitionReader;
import org.atelier.runner.definition.ProblemsException;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.Planner;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.InstalledComponent;
import org.atelier.runner.plugin.PluginLoader;
import org.atelier.runner.plugin.PluginReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings as they are written in a pipeline file. */
class SamplePaintingsInPipelinesTest {

  @TempDir private Path folder;

  @Test
  void everySettingHasItsDefault() throws Exception {
    assertThat(settings("{type: sample-paintings}"))
        .isEqualTo(
            new SamplePaintingsSettings(
                Optional.empty(), 540, Split.TRAIN, Imbalance.NONE, 128, Optional.empty()));
  }

  @Test
  void everySettingCanBeGiven() throws Exception {
    assertThat(
            settings(
                "{type: sample-paintings, styles: [Cubism, Ukiyo_e], count: 40, split: test,"
                    + " imbalance: wikiart, image-size: 416, seed: -7}"))
        .isEqualTo(
            new SamplePaintingsSettings(
                Optional.of(List.of("Cubism", "Ukiyo_e")),
                40,
                Split.TEST,
                Imbalance.WIKIART,
                416,
                Optional.of(-7L)));
  }

  @Test
  void everyBoundIsChecked() {
    assertProblems(
        "{type: sample-paintings, count: 0, image-size: 15}",
        "2:42: datasets.train.count: must be at least 1, found 0",
        "2:57: datasets.train.image-size: must be at least 16, found 15");
    assertProblems(
        "{type: sample-paintings, count: 1000001, image-size: 2049}",
        "2:42: datasets.train.count: must be at most 1000000, found 1000001",
        "2:63: datasets.train.image-size: must be at most 2048, found 2049");
  }

  @Test
  void fewerPaintingsThanStylesIsAMistake() {
    assertProblems(
        "{type: sample-paintings, count: 26}",
        "2:10: datasets.train: count 26 is less than one painting for each of the 27 styles: raise"
            + " count or list fewer styles");
  }

  private void assertProblems(String dataset, String... lines) {
    String place = folder.resolve("pipeline.yaml") + ":";
    assertThatThrownBy(() -> settings(dataset))
        .isInstanceOf(ProblemsException.class)
        .hasMessage(place + String.join("\n" + place, lines));
  }

  private SamplePaintingsSettings settings(String dataset) throws IOException, ProblemsException {
    Path file = folder.resolve("pipeline.yaml");
    Files.writeString(
        file,
        "datasets:\n  train: %s\nstages:\n  look: {type: look, dataset: train}\n"
            .formatted(dataset));
    try (Catalog catalog = new WithLook(PluginLoader.fromClassPath(getClass().getClassLoader()))) {
      Plan plan = Planner.plan(DefinitionReader.read(file, List.of(), Map.of()), catalog);
      return (SamplePaintingsSettings)
          plan.find("datasets.train").orElseThrow().binder().bind(path -> null);
    }
  }

  /** A stage that needs a dataset and never runs: a pipeline has at least one stage. */
  private static final class Look implements Stage<Look.Seen> {
    record Seen() implements Artifact {}

    record Settings(@Setting("what to look at") Reference<Dataset> dataset) {}

    @Override
    public Seen run(StageContext context) {
      throw new AssertionError("only planned");
    }
  }

  /** The plugins of the class path, and the stage. */
  private record WithLook(Catalog installed) implements Catalog {
    @Override
    public List<PluginReport> plugins() {
      return installed.plugins();
    }

    @Override
    public List<InstalledComponent> components() {
      List<InstalledComponent> all = new ArrayList<>(installed.components());
      all.add(
          new InstalledComponent(
              Component.stage("look", "Looks.", Look.Settings.class, Look.class, Look.Seen.class),
              installed.plugins().get(0)));
      return all;
    }

    @Override
    public ClassLoader classLoader() {
      return installed.classLoader();
    }

    @Override
    public void close() {
      installed.close();
    }
  }
}

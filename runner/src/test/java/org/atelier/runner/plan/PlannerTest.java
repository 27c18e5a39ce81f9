package org.atelier.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.atelier.api.Reference;
import org.atelier.runner.definition.DefinitionReader;
import org.atelier.runner.definition.ProblemsException;
import org.atelier.runner.definition.SettingOverride;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
  private static final String PIPELINE =
      """
      stages:
        compare: {type: compare, encodings: [encode]}
        encode: {type: encode, classifier: classify, dataset: test}
        classify:
          type: train-classifier
          dataset: train
          model: small
          epochs: 3
      datasets:
        test: {type: image-folder, path: data/test, classes-from: train}
        train: {type: image-folder, path: data/train, resize: edge-pad}
      models:
        small: {type: net, channels: [4], augment: {flip: true}, note: "1e3 costs ${MONEY:-$}"}
      """;

  @TempDir private Path folder;

  @Test
  void ordersStagesAndComponentsByWhatTheyNeed() throws Exception {
    Plan plan = plan(PIPELINE);

    assertThat(plan.pipeline()).isEqualTo("example");
    assertThat(plan.seed()).isEqualTo(2326);
    assertThat(plan.engine()).isEqualTo("auto");
    assertThat(plan.device()).isEqualTo("auto");
    assertThat(plan.stages())
        .extracting(PlannedComponent::path)
        .containsExactly("stages.classify", "stages.encode", "stages.compare");
    assertThat(plan.components())
        .containsOnlyKeys(
            "datasets.train", "datasets.test", "models.small", "stages.classify.loss");
    assertThat(plan.components().keySet().stream().toList().indexOf("datasets.train"))
        .isLessThan(plan.components().keySet().stream().toList().indexOf("datasets.test"));
  }

  @Test
  void keepsTheOrderOfTheFileAmongIndependentStages() throws Exception {
    Plan plan =
        plan(
            """
            stages:
              late: {type: encode, classifier: first, dataset: {type: painted}}
              second: {type: train-classifier, dataset: {type: painted}, model: {type: net}}
              first: {type: train-classifier, dataset: {type: painted}, model: {type: net}}
            """);

    assertThat(plan.stages())
        .extracting(PlannedComponent::name)
        .containsExactly("second", "first", "late");
  }

  @Test
  void fillsInDefaultsAndNamesReferences() throws Exception {
    PlannedComponent classify = plan(PIPELINE).find("stages.classify").orElseThrow();

    assertThat(classify.spec().settings())
        .containsExactly(
            Map.entry("dataset", "train"),
            Map.entry("model", "small"),
            Map.entry("loss", Map.of("type", "nll", "class-weights", "none")),
            Map.entry("epochs", 3),
            Map.entry("batch-size", 32),
            Map.entry("optimizer", "adam"),
            Map.entry("learning-rate", 0.001),
            Map.entry("schedule", "constant"),
            Map.entry("validation-share", 0.0),
            Map.entry("patience", 0),
            Map.entry("momentum", 0.9),
            Map.entry("weight-decay", 0.0),
            Map.entry("warm-up", 0),
            Map.entry("clip-gradients", 0.0),
            Map.entry("ema", 0.0));
    assertThat(classify.references())
        .containsExactly(
            Map.entry("dataset", "datasets.train"),
            Map.entry("model", "models.small"),
            Map.entry("loss", "stages.classify.loss"));
    assertThat(plan(PIPELINE).find("stages.compare").orElseThrow().references())
        .containsExactly(Map.entry("encodings[0]", "stages.encode"));
    assertThat(plan(PIPELINE).find("stages.compare").orElseThrow().stages())
        .containsExactly("stages.encode");
  }

  @Test
  void bindsRecordsWhoseReferencesResolveOnce() throws Exception {
    PlannedComponent classify = plan(PIPELINE).find("stages.classify").orElseThrow();
    SamplePlugin.Train settings =
        (SamplePlugin.Train) classify.binder().bind(path -> new Object[1]);
    Reference<?> loss = settings.loss();

    assertThat(settings.training().epochs()).isEqualTo(3);
    assertThat(settings.dataset().name()).isEqualTo("train");
    assertThat(settings.dataset().spec().type()).isEqualTo("image-folder");
    assertThat(loss.name()).isEqualTo("stages.classify.loss");
    assertThat((Object) loss.get()).isSameAs(loss.get());
  }

  @Test
  void resolvesPathsAgainstTheFile() throws Exception {
    PlannedComponent train = plan(PIPELINE).find("datasets.train").orElseThrow();
    SamplePlugin.Folder settings = (SamplePlugin.Folder) train.binder().bind(path -> null);

    assertThat(settings.path()).isEqualTo(folder.resolve("data/train"));
    assertThat(settings.resize()).isEqualTo(SamplePlugin.Resize.EDGE_PAD);
    assertThat(settings.classesFrom()).isEmpty();
    assertThat(train.spec().settings().get("path")).isEqualTo(folder + "/data/train");
  }

  @Test
  void resolvedTextPlansToTheSameFromAnyFolder() throws Exception {
    Plan plan =
        plan(
            PIPELINE,
            Map.of("MONEY", "${HOME} $${X} 'quoted' \\ # : {"),
            SettingOverride.parse("seed=7"),
            SettingOverride.parse("stages.classify.learning-rate=1e-05"));
    Path elsewhere = Files.createDirectories(folder.resolve("else/where")).resolve("copy.yaml");
    Files.writeString(elsewhere, plan.resolved());

    Plan again =
        Planner.plan(DefinitionReader.read(elsewhere, List.of(), Map.of()), new SampleCatalog());

    assertThat(again.resolved()).isEqualTo(plan.resolved());
    assertThat(again.pipeline()).isEqualTo("example");
    assertThat(again.seed()).isEqualTo(7);
    assertThat(again.stages())
        .usingElementComparator(PlannerTest::compare)
        .isEqualTo(plan.stages());
    assertThat(again.components().keySet()).isEqualTo(plan.components().keySet());
    again
        .components()
        .forEach(
            (path, component) ->
                assertThat(component.spec()).isEqualTo(plan.components().get(path).spec()));
    assertThat(plan.find("models.small").orElseThrow().spec().settings().get("note"))
        .isEqualTo("1e3 costs ${HOME} $${X} 'quoted' \\ # : {");
  }

  @Test
  void setsEpochsInEveryStageThatHasThem() throws Exception {
    Plan plan = plan(PIPELINE, Map.of(), SettingOverride.epochs(1));

    assertThat(plan.find("stages.classify").orElseThrow().spec().settings())
        .containsEntry("epochs", 1);
    assertThat(plan.find("stages.encode").orElseThrow().spec().settings())
        .doesNotContainKey("epochs");
  }

  @Test
  void oneStagesOwnOverrideGoesBeforeThatForEvery() throws Exception {
    Plan plan =
        plan(
            PIPELINE,
            Map.of(),
            SettingOverride.parse("stages.classify.epochs=5"),
            SettingOverride.epochs(1));

    assertThat(plan.find("stages.classify").orElseThrow().spec().settings())
        .containsEntry("epochs", 5);
  }

  @Test
  void setsAValueInEveryComponentOfASectionThatHasIt() throws Exception {
    Plan plan = plan(PIPELINE, Map.of(), SettingOverride.parse("datasets.*.image-size=32"));

    assertThat(plan.find("datasets.train").orElseThrow().spec().settings())
        .containsEntry("image-size", 32);
    assertThat(plan.find("datasets.test").orElseThrow().spec().settings())
        .containsEntry("image-size", 32);
  }

  @Test
  void readsValuesOfTheCommandLineAsWhatTheSettingTakes() throws Exception {
    Plan plan =
        plan(
            PIPELINE,
            Map.of("SIZE", "48"),
            SettingOverride.parse("datasets.train.path=2024"),
            SettingOverride.parse("datasets.train.image-size=${SIZE}"));

    assertThat(plan.find("datasets.train").orElseThrow().spec().settings())
        .containsEntry("path", folder + "/2024")
        .containsEntry("image-size", 48);
  }

  private Plan plan(String yaml) throws Exception {
    return plan(yaml, Map.of());
  }

  private Plan plan(String yaml, Map<String, String> environment, SettingOverride... overrides)
      throws IOException, ProblemsException {
    Path file = folder.resolve("example.yaml");
    Files.writeString(file, yaml);
    return Planner.plan(
        DefinitionReader.read(file, List.of(overrides), environment), new SampleCatalog());
  }

  private static int compare(PlannedComponent left, PlannedComponent right) {
    boolean same =
        left.path().equals(right.path())
            && left.spec().equals(right.spec())
            && left.references().equals(right.references());
    return same ? 0 : 1;
  }
}

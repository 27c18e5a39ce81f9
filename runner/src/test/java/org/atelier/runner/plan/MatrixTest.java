package org.atelier.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.atelier.runner.definition.DefinitionReader;
import org.atelier.runner.definition.ProblemsException;
import org.atelier.runner.definition.SettingOverride;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stages that are repeated over a matrix of settings. */
class MatrixTest {
  /** Lines 1 to 4; what a test adds begins on line 5. */
  private static final String HEAD =
      """
      datasets: {train: {type: painted}, test: {type: painted}}
      models: {small: {type: net, channels: [1]}, large: {type: net, channels: [9]}}
      losses: {plain: {type: nll}, weighted: {type: nll, class-weights: inverse-frequency}}
      stages:
      """;

  private static final String STUDY =
      """
        train:
          type: train-classifier
          dataset: train
          model: small
          matrix: {loss: [plain, weighted], epochs: [5, 10]}
        encode: {type: encode, classifier: train, dataset: test}
        compare: {type: compare, encodings: encode}
      """;

  @TempDir private Path folder;

  @Test
  void repeatsAStageAndThoseThatReferToItAndCollectsThem() throws Exception {
    Plan plan = plan(STUDY);

    assertThat(names(plan))
        .containsExactly(
            "train[plain,5]",
            "train[plain,10]",
            "train[weighted,5]",
            "train[weighted,10]",
            "encode[plain,5]",
            "encode[plain,10]",
            "encode[weighted,5]",
            "encode[weighted,10]",
            "compare");
    PlannedComponent member = stage(plan, "train[weighted,10]");
    assertThat(member.spec().settings())
        .containsEntry("loss", "weighted")
        .containsEntry("epochs", 10);
    assertThat(member.member())
        .isEqualTo(new Member("train", Map.of("loss", "weighted", "epochs", "10")));
    assertThat(member.member().axes().keySet()).containsExactly("loss", "epochs");
    assertThat(stage(plan, "encode[plain,10]").references())
        .containsEntry("classifier", "stages.train[plain,10]");
    assertThat(stage(plan, "compare").references())
        .containsExactly(
            Map.entry("encodings[0]", "stages.encode[plain,5]"),
            Map.entry("encodings[1]", "stages.encode[plain,10]"),
            Map.entry("encodings[2]", "stages.encode[weighted,5]"),
            Map.entry("encodings[3]", "stages.encode[weighted,10]"));
    assertThat(stage(plan, "compare").stages()).hasSize(4);
  }

  @Test
  void referencesSayWhichRepetitionTheyAreTo() throws Exception {
    SamplePlugin.Compare settings =
        (SamplePlugin.Compare) stage(plan(STUDY), "compare").binder().bind(path -> null);

    assertThat(settings.encodings().get(1).name()).isEqualTo("encode[plain,10]");
    assertThat(settings.encodings().get(1).axes())
        .containsExactly(Map.entry("loss", "plain"), Map.entry("epochs", "10"));
  }

  @Test
  void namedGroupsChangeSeveralSettingsAndLeaveOthersAsTheyAre() throws Exception {
    Plan plan =
        plan(
            """
              train:
                type: train-classifier
                dataset: train
                model: small
                epochs: 3
                matrix:
                  remedy: {none: , long: {epochs: 30, learning-rate: 0.01}, other: {loss: {type: mix, losses: [plain]}}}
            """);

    assertThat(names(plan)).containsExactly("train[none]", "train[long]", "train[other]");
    assertThat(stage(plan, "train[none]").spec().settings())
        .containsEntry("epochs", 3)
        .containsEntry("learning-rate", 0.001);
    assertThat(stage(plan, "train[long]").spec().settings())
        .containsEntry("epochs", 30)
        .containsEntry("learning-rate", 0.01);
    assertThat(plan.components())
        .containsKeys("stages.train[other].loss", "stages.train[none].loss");
  }

  @Test
  void sharedAxesAgreeAndOthersMultiply() throws Exception {
    Plan plan =
        plan(
            """
              train: {type: train-classifier, dataset: train, model: small, matrix: {seed: [1, 2]}}
              tune:
                type: train-classifier
                dataset: train
                start: train
                model: small
                matrix: {epochs: [3, 4]}
              code: {type: encode, classifier: train, dataset: test}
              both: {type: compare, encodings: [code], anything: tune}
            """);

    assertThat(names(plan))
        .containsExactly(
            "train[1]",
            "train[2]",
            "tune[1,3]",
            "tune[1,4]",
            "tune[2,3]",
            "tune[2,4]",
            "code[1]",
            "code[2]",
            "both[1,3]",
            "both[1,4]",
            "both[2,3]",
            "both[2,4]");
    assertThat(stage(plan, "both[2,3]").references())
        .containsExactly(
            Map.entry("encodings[0]", "stages.code[2]"), Map.entry("anything", "stages.tune[2,3]"));
  }

  @Test
  void oneRepetitionCanBeNamedAndAMatrixOnTheCollectorGroups() throws Exception {
    Plan plan =
        plan(
            STUDY.replace(
                    "encodings: encode", "encodings: encode, matrix: {loss: {plain: , weighted: }}")
                + """
                  last: {type: encode, classifier: "train[plain,10]", dataset: test}
                  some: {type: compare, encodings: [last, "encode[plain,5]"]}
                """);

    assertThat(stage(plan, "compare[weighted]").references())
        .containsExactly(
            Map.entry("encodings[0]", "stages.encode[weighted,5]"),
            Map.entry("encodings[1]", "stages.encode[weighted,10]"));
    assertThat(stage(plan, "last").references())
        .containsEntry("classifier", "stages.train[plain,10]");
    assertThat(stage(plan, "some").references())
        .containsExactly(
            Map.entry("encodings[0]", "stages.last"),
            Map.entry("encodings[1]", "stages.encode[plain,5]"));
  }

  @Test
  void repetitionsShareTheirPlaceOfRandomNumbersAndASeedReachesWhatFollows() throws Exception {
    Plan plan =
        plan(
            """
              train: {type: train-classifier, dataset: train, model: small, matrix: {seed: [1, -7], epochs: [3, 4]}}
              encode: {type: encode, classifier: train, dataset: test}
              own: {type: encode, seed: 5, classifier: train, dataset: {type: painted}}
              plain: {type: train-classifier, dataset: train, model: small}
            """);

    assertThat(stage(plan, "train[-7,3]").randomness()).isEqualTo(randomness(-7L, "stages.train"));
    assertThat(plan.components().get("stages.train[-7,3].loss").randomness())
        .isEqualTo(randomness(-7L, "stages.train.loss"));
    assertThat(stage(plan, "encode[-7,4]").randomness())
        .isEqualTo(randomness(-7L, "stages.encode"));
    assertThat(stage(plan, "own[1,3]").randomness()).isEqualTo(randomness(5L, "stages.own"));
    assertThat(plan.components().get("stages.own[1,3].dataset").randomness())
        .isEqualTo(randomness(5L, "stages.own.dataset"));
    assertThat(stage(plan, "plain").randomness()).isEqualTo(randomness(null, "stages.plain"));
    assertThat(plan.components().get("datasets.train").randomness())
        .isEqualTo(randomness(null, "datasets.train"));
  }

  @Test
  void dotsLeadIntoASettingOrAnInlineComponent() throws Exception {
    Plan plan =
        plan(
            """
              train:
                type: train-classifier
                dataset: train
                model: {type: net, augment: {flip: true}}
                matrix: {model.dropout: [0, 1e-1], model.augment.rotation: [0, 20]}
            """);

    assertThat(names(plan))
        .containsExactly("train[0,0]", "train[0,20]", "train[0.1,0]", "train[0.1,20]");
    assertThat(plan.components().get("stages.train[0.1,20].model").spec().settings())
        .containsEntry("dropout", 0.1)
        .containsEntry("augment", Map.of("rotation", 20, "flip", true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{loss: [plain, weighted], epochs: [5, 10]}",
        "{learning-rate: [1e-3, 0.010, 1]}",
        "{seed: [1, 2]}",
        "{remedy: {none: , long: {epochs: 30, seed: 4}}}",
        "{loss: {plain: {loss: {type: nll}}, mixed: {loss: {type: mix, losses: [plain]}}}}",
        "{model: {small: {model: {type: net, dropout: 0.5}}, large: {model: large}}}",
        "{start: {first: {start: first}, none: {}}}",
      })
  void theResolvedTextMeansTheSameInAnyFolder(String matrix) throws Exception {
    assertIsKept(
        "  first: {type: train-classifier, dataset: train, model: small}\n"
            + "  train: {type: train-classifier, dataset: train, matrix: "
            + matrix
            + (matrix.contains("model:") ? "}\n" : ", model: small}\n")
            + "  encode: {type: encode, classifier: train, dataset: test}\n"
            + "  compare: {type: compare, encodings: [encode]}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{cut: {none: , some: {model.augment.rotation: 20}}}|{type: net}",
        "{model.augment.rotation: [1, 2]}|{type: net, augment: {flip: true}}",
        "{cut: {some: {model.augment.rotation: 20, model.augment.flip: false}, none: }}|{type: net}",
        "{cut: {turn: {model.augment.rotation: 20}, flip: {model.augment.flip: false}}}|"
            + "{type: net, augment: {rotation: 3, flip: true}}",
      })
  void theResolvedTextKeepsWhatDotsLeadTo(String matrix, String model) throws Exception {
    assertIsKept(
        "  train: {type: train-classifier, dataset: train, matrix: %s, model: %s}\n"
            .formatted(matrix, model)
            .replace("some: {model.augment.rotation: 20}", "some: {model.augment: {flip: true}}"));
  }

  @Test
  void pathsInAMatrixAreResolvedAndTheirNamesKept() throws Exception {
    String stages =
        """
          train:
            type: train-classifier
            model: small
            dataset: {type: image-folder}
            matrix: {dataset.path: [flowers, leaves]}
        """;
    Plan plan = assertIsKept(stages);
    assertThat(names(plan)).containsExactly("train[flowers]", "train[leaves]");
    assertThat(plan.components().get("stages.train[leaves].dataset").spec().settings())
        .containsEntry("path", folder + "/leaves");
  }

  @Test
  void theCommandLineChangesAMatrix() throws Exception {
    assertThat(names(plan(STUDY, SettingOverride.parse("stages.train.matrix.epochs=[1,2]"))))
        .contains("train[plain,1]", "train[weighted,2]");
    assertThat(names(plan(STUDY, SettingOverride.epochs(1))))
        .containsExactly(
            "train[plain,1]",
            "train[weighted,1]",
            "encode[plain,1]",
            "encode[weighted,1]",
            "compare");
    assertThat(
            names(
                plan(
                    STUDY,
                    SettingOverride.parse("stages.train.matrix.epochs=[7]"),
                    SettingOverride.epochs(1))))
        .contains("train[plain,7]");
    Plan groups =
        plan(
            """
              train: {type: train-classifier, dataset: train, model: small, matrix: {time: {usual: , long: {epochs: 9}}}}
            """,
            SettingOverride.epochs(1));
    assertThat(groups.stages())
        .allSatisfy(stage -> assertThat(stage.spec().settings()).containsEntry("epochs", 1));
    assertThat(
            stage(plan(STUDY, SettingOverride.parse("stages.*.seed=3")), "compare")
                .randomness()
                .seed())
        .contains(3L);
    assertThat(
            names(
                plan(
                    STUDY.replace("epochs:", "start.x:").replace("start.x: [5, 10]", "seed: [1]"),
                    SettingOverride.parse("stages.train.matrix.seed=[8]"))))
        .contains("train[plain,8]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3|5:71: stages.bad.matrix: expected a mapping from settings to lists of values, such as"
            + " {epochs: [5, 10]}, found 3",
        "{}|5:71: stages.bad.matrix: expected a mapping from settings to lists of values, such as"
            + " {epochs: [5, 10]}, found an empty one",
        "{epochs: 5}|5:80: stages.bad.matrix.epochs: expected a list of values, such as [5, 10], or"
            + " a mapping from names to settings, found 5",
        "{epochs: []}|5:80: stages.bad.matrix.epochs: an axis of a matrix needs at least one value",
        "{epochs: [1, [2]]}|5:84: stages.bad.matrix.epochs[1]: expected a single value, found a"
            + " list; give each a name instead: {first: {epochs: …}, second: {epochs: …}}",
        "{epochs: [~]}|5:81: stages.bad.matrix.epochs[0]: expected a single value, found nothing;"
            + " give each a name instead: {first: {epochs: …}, second: {epochs: …}}",
        "{epochs: [5, 7, 05]}|5:87: stages.bad.matrix.epochs[2]: '5' is here twice",
        "{loss: [plain, 'a/b']}|5:86: stages.bad.matrix.loss[1]: 'a/b' becomes part of names of"
            + " stages and folders, which take letters, digits, '.', '_', '+' and '-', 40 at most;"
            + " give each a name instead: {first: {loss: …}, second: {loss: …}}",
        "{speed: {a b: {epochs: 1}}}|5:80: stages.bad.matrix.speed.a b: 'a b' becomes part of names"
            + " of stages and folders, which take letters, digits, '.', '_', '+' and '-', 40 at"
            + " most",
        "{speed: {fast: {epochs: 1}, FAST: {epochs: 2}}}|5:99: stages.bad.matrix.speed.FAST: 'FAST'"
            + " is here twice",
        "{speed: {fast: 7}}|5:86: stages.bad.matrix.speed.fast: expected a mapping of settings, such"
            + " as {epochs: 5}, found 7",
        "{epochs: [1, 0]}|5:84: stages.bad.matrix.epochs[1]: must be at least 1, found 0",
        "{loss: [plain, wieghted], epochs: [1, 2]}|5:86: stages.bad.matrix.loss[1]: no loss is named"
            + " 'wieghted'; did you mean 'weighted'? (losses: plain, weighted)",
        "{a: {b: {epochs: 1}}, epochs: [2, 3]}|5:93: stages.bad.matrix.epochs: the axes 'a' and"
            + " 'epochs' both set 'epochs'; only one of them can",
        "{loss.class-weights: [none]}, loss: plain|5:72: stages.bad.matrix.loss.class-weights[0]:"
            + " 'loss' is not a mapping here, so nothing can be set inside it",
        "{epochs: [2, 3]}, epochs: 4|5:89: stages.bad.epochs: the matrix sets this for each"
            + " repetition; take it out here or there",
        "{seed: [1, x]}|5:82: stages.bad.matrix.seed[1]: expected a whole number, found 'x'",
        "{time: {a: , b: {epochs: 1}, c: }}, epochs: 0|5:115: stages.bad.epochs: must be at least 1,"
            + " found 0",
        "{batch-size: [1, 2]}, epochs: 0|5:101: stages.bad.epochs: must be at least 1, found 0",
      })
  void tellsWhatDoesNotFitOnceAndWhereItIsInTheFile(String matrix, String problem)
      throws Exception {
    assertThat(
            problems(
                "  bad: {type: train-classifier, dataset: train, model: small, matrix: %s}"
                    .formatted(matrix)))
        .isEqualTo("p.yaml:" + problem);
  }

  @Test
  void tellsOfUnknownSettings() throws Exception {
    assertThat(
            problems(
                "  bad: {type: train-classifier, dataset: train, model: small,"
                    + " matrix: {epoch: [1], type: [encode], speed: {a: {batch: 3}}}, matrx: 1}"))
        .contains(
            "p.yaml:5:72: stages.bad.matrix.epoch: unknown setting; did you mean 'epochs'?",
            "p.yaml:5:84: stages.bad.matrix.type: unknown setting (train-classifier takes: dataset,",
            "p.yaml:5:112: stages.bad.matrix.speed.a.batch: unknown setting",
            "p.yaml:5:125: stages.bad.matrx: unknown setting; did you mean 'matrix'?");
  }

  @Test
  void tellsWhatOneRepetitionLacks() throws Exception {
    assertThat(
            problems(
                "  bad: {type: train-classifier, dataset: train, matrix: {size: {a: {model: small}, b: }}}"))
        .isEqualTo("p.yaml:5:8: stages.bad[b]: 'model' is missing: network");
  }

  @Test
  void tellsOfReferencesThatDoNotFit() throws Exception {
    assertThat(
            problems(
                STUDY.replace(
                    "encodings: encode", "encodings: [encode, train, encodes, 'encode[x]']")))
        .isEqualTo(
            """
            p.yaml:11:48: stages.compare.encodings[1]: 'train' puts out TrainedModel, but 'encodings' needs Encodings (from: encode)
            p.yaml:11:55: stages.compare.encodings[2]: no stage is named 'encodes'; did you mean 'encode'? (stages: train, encode, compare)
            p.yaml:11:64: stages.compare.encodings[3]: 'encode' has no repetition 'encode[x]' (encode[plain,5], encode[plain,10], encode[weighted,5], encode[weighted,10])"""
                .stripIndent());
  }

  @Test
  void tellsOfAxesOfOneNameWithOtherValues() throws Exception {
    assertThat(
            problems(
                """
                  first: {type: train-classifier, dataset: train, model: small, matrix: {seed: [1, 2]}}
                  second: {type: train-classifier, dataset: train, model: small, start: first, matrix: {seed: [2, 3]}}
                """))
        .isEqualTo(
            "p.yaml:6:11: stages.second: it is repeated along 'seed' by its own matrix (2, 3) and by"
                + " 'first' (1, 2); give both the same values, or one of the two axes another name");
  }

  @Test
  void tellsOfCyclesInTheWordsOfTheFile() throws Exception {
    assertThat(
            problems(
                """
                  first: {type: train-classifier, dataset: train, model: small, start: second, matrix: {seed: [1, 2]}}
                  second: {type: train-classifier, dataset: train, model: small, start: first}
                """))
        .contains(
            "a cycle, in which each needs the next: stages.first → stages.second → stages.first")
        .doesNotContain("[1]");
  }

  @Test
  void refusesTooManyRepetitions() throws Exception {
    String many =
        IntStream.range(0, 40).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    assertThat(
            problems(
                "  bad: {type: train-classifier, dataset: train, model: small, matrix: {seed: [%s], batch-size: [1, %s]}}"
                    .formatted(many, many.substring(6))))
        .isEqualTo(
            "p.yaml:5:71: stages.bad: the pipeline has more than 1000 stages once they are repeated;"
                + " take values out of a matrix");
  }

  private static PlannedComponent.Randomness randomness(Long seed, String place) {
    return new PlannedComponent.Randomness(java.util.Optional.ofNullable(seed), place);
  }

  /** Plans the resolved text elsewhere and compares everything. */
  private Plan assertIsKept(String stages) throws Exception {
    Plan plan = plan(stages);
    Path elsewhere = Files.createDirectories(folder.resolve("else/where")).resolve("copy.yaml");
    Files.writeString(elsewhere, plan.resolved());
    Plan again =
        Planner.plan(DefinitionReader.read(elsewhere, List.of(), Map.of()), new SampleCatalog());
    assertThat(again.resolved()).isEqualTo(plan.resolved());
    assertThat(again.stages().stream().map(MatrixTest::known).toList())
        .isEqualTo(plan.stages().stream().map(MatrixTest::known).toList());
    assertThat(again.components().values().stream().map(MatrixTest::known).toList())
        .isEqualTo(plan.components().values().stream().map(MatrixTest::known).toList());
    return plan;
  }

  private static List<Object> known(PlannedComponent planned) {
    return List.of(
        planned.path(),
        planned.spec(),
        planned.references(),
        planned.member(),
        planned.randomness());
  }

  private static List<String> names(Plan plan) {
    return plan.stages().stream().map(PlannedComponent::name).toList();
  }

  private static PlannedComponent stage(Plan plan, String name) {
    return plan.find("stages." + name).orElseThrow();
  }

  private Plan plan(String stages, SettingOverride... overrides)
      throws IOException, ProblemsException {
    Path file = Files.writeString(folder.resolve("p.yaml"), HEAD + stages);
    return Planner.plan(
        DefinitionReader.read(file, List.of(overrides), Map.of()), new SampleCatalog());
  }

  private String problems(String stages) {
    return catchThrowableOfType(ProblemsException.class, () -> plan(stages))
        .getMessage()
        .replace(folder + "/", "");
  }
}

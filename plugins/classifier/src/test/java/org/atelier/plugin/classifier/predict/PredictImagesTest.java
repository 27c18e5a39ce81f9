package org.atelier.plugin.classifier.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.atelier.testkit.PipelineTester;
import org.atelier.testkit.TestRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole pipelines, as a user runs them. */
@Tag("engine")
class PredictImagesTest {
  private static final String DATASETS =
      """
      datasets:
        train: {type: coloured-squares, classes: [blue, green, red], counts: [8, 8, 8]}
        test: {type: coloured-squares, classes: [red, white], counts: [2, 3], seed: 2}
        mirrored: {type: coloured-squares, classes: [red, white], counts: [2, 3], seed: 2, mirrored: true}
        padded: {type: coloured-squares, classes: [red], counts: [1], resize: pad}
        larger: {type: coloured-squares, classes: [red], counts: [1], size: 20}
      stages:
      """;

  private static final String TRAINING =
      """
        classify: {type: train-classifier, dataset: train, model: {type: wikiart-cnn, hidden: 5},
          epochs: 1, batch-size: 8}
      """;

  @TempDir Path folder;

  @Test
  void writesAProbabilityOfEachClassForEachImageWhateverItsOwnClass() {
    TestRun run =
        run(
            TRAINING
                + """
                  predict: {type: predict-images, classifier: classify, dataset: test, batch-size: 2}
                  evaluate: {type: evaluate-classifier, classifier: classify, dataset: train}
                  known: {type: predict-images, classifier: classify, dataset: train}
                """);
    assertThat(lines(run, "predict").get(0)).isEqualTo("id,predicted,probability,blue,green,red");
    List<List<String>> rows = rows(run, "predict");
    assertThat(rows.stream().map(row -> row.get(0)))
        .containsExactly("red/0", "red/1", "white/0", "white/1", "white/2");
    for (List<String> row : rows) {
      double[] probabilities = probabilities(row);
      assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-5));
      int best = List.of("blue", "green", "red").indexOf(row.get(1));
      assertThat(Double.parseDouble(row.get(2))).isEqualTo(probabilities[best]);
      assertThat(probabilities[best]).isEqualTo(Arrays.stream(probabilities).max().orElseThrow());
    }
    assertThat(run.stage("predict").resolve("output.json"))
        .content()
        .contains("\"model\": \"classify\"", "\"images\": 5", "\"table\": \"predictions.csv\"");
    // The same network, asked by another stage.
    assertThat(lines(run, "evaluate").stream().skip(1).map(line -> List.of(line.split(","))))
        .extracting(row -> row.get(0), row -> row.get(2), row -> row.get(3))
        .containsExactlyElementsOf(
            rows(run, "known").stream()
                .map(row -> tuple(row.get(0), row.get(1), row.get(2)))
                .toList());
  }

  @Test
  void flipsAverageTheAnswersToAnImageAndItsMirrorImage() {
    TestRun run =
        run(
            TRAINING
                + """
                  left: {type: predict-images, classifier: classify, dataset: test}
                  right: {type: predict-images, classifier: classify, dataset: mirrored}
                  both: {type: predict-images, classifier: classify, dataset: test, flips: true}
                """);
    List<List<String>> left = rows(run, "left");
    List<List<String>> right = rows(run, "right");
    List<List<String>> both = rows(run, "both");
    assertThat(left).isNotEqualTo(right);
    for (int image = 0; image < both.size(); image++) {
      double[] one = probabilities(left.get(image));
      double[] other = probabilities(right.get(image));
      assertThat(probabilities(both.get(image)))
          .containsExactly(
              IntStream.range(0, 3).mapToDouble(label -> (one[label] + other[label]) / 2).toArray(),
              within(1e-5));
    }
  }

  @Test
  void anEvaluationWithFlipsAsksInTheSameWay() {
    TestRun run =
        run(
            TRAINING
                + """
                  there: {type: evaluate-classifier, classifier: classify, dataset: train, flips: true}
                  known: {type: predict-images, classifier: classify, dataset: train, flips: true}
                """);
    assertThat(lines(run, "there").stream().skip(1).map(line -> List.of(line.split(",")).get(3)))
        .containsExactlyElementsOf(rows(run, "known").stream().map(row -> row.get(2)).toList());
  }

  @Test
  void aModelOfAnEarlierRunIsOpenedFromItsFolderOrItsStageOrItsRun() throws IOException {
    String prediction = "  predict: {type: predict-images, classifier: %s, dataset: test}\n";
    TestRun trained = run(TRAINING + prediction.formatted("classify"));
    Path stage = trained.stage("classify");
    String expected = Files.readString(trained.stage("predict").resolve("predictions.csv"));
    Path away = Files.createDirectory(folder.resolve("away"));
    for (Path place :
        List.of(stage.resolve("model"), stage, trained.folder().orElseThrow(), away)) {
      if (place.equals(away)) {
        // The model alone is enough, wherever it lies.
        Files.move(stage.resolve("model"), away.resolve("mine"));
        deleteAll(trained.folder().orElseThrow());
      }
      TestRun run =
          run(
              "  open: {type: open-model, path: %s}\n".formatted(place)
                  + prediction.formatted("open"));
      assertThat(run.stage("predict").resolve("predictions.csv")).hasContent(expected);
    }
  }

  @Test
  void severalModelsAreListed() {
    TestRun trained = run(TRAINING + TRAINING.replace("classify", "again"));
    Path stages = trained.folder().orElseThrow().resolve("stages");
    assertThat(failure("  open: {type: open-model, path: %s}\n".formatted(stages.getParent())))
        .contains(
            "there are 2 trained models in '%1$s': %1$s/stages/again/model, %1$s/stages/classify/model"
                .formatted(stages.getParent()),
            "To mend it: name the folder of one of them");
  }

  @Test
  void aFolderWithoutAModelIsAnError() {
    assertThat(failure("  open: {type: open-model, path: nowhere}\n"))
        .contains(
            "there is no trained model in '%s': there is no such folder"
                .formatted(folder.resolve("nowhere")),
            "name a model folder (it holds model.json and parameters.params), or the folder of a"
                + " stage or of a run that trained a model");
  }

  @Test
  void aDamagedModelIsNamedWhereItLies() throws IOException {
    Path model = run(TRAINING).stage("classify").resolve("model");
    Path parameters = model.resolve("parameters.params");
    Files.write(parameters, Arrays.copyOf(Files.readAllBytes(parameters), 100));
    assertThat(failure("  open: {type: open-model, path: %s}\n".formatted(model)))
        .contains("the trained model in %s cannot be used: ".formatted(model));
  }

  @Test
  void imagesThatAreMadeSquareInAnotherWayAreWarnedOf() {
    TestRun run =
        run(TRAINING + "  predict: {type: predict-images, classifier: classify, dataset: padded}");
    assertThat(run.warnings("predict"))
        .containsExactly(
            "the images of dataset 'padded' are brought to size by resize: pad, but 'classify' was"
                + " trained with resize: crop, which may cost accuracy");
  }

  @Test
  void imagesOfAnotherSizeAreAnError() {
    assertThat(
            failure(
                TRAINING
                    + "  predict: {type: predict-images, classifier: classify, dataset: larger}"))
        .contains(
            "dataset 'larger' has images of 20 x 20 pixels, but 'classify' was trained on 16 x 16");
  }

  private TestRun run(String stages) {
    TestRun run = new PipelineTester(folder).run(DATASETS + stages);
    assertThat(run.exitCode()).as(run.printed()).isZero();
    return run;
  }

  private String failure(String stages) {
    TestRun run = new PipelineTester(folder).run(DATASETS + stages);
    assertThat(run.exitCode()).as(run.printed()).isEqualTo(1);
    assertThat(run.err()).doesNotContain("\tat ");
    return run.err();
  }

  private static List<String> lines(TestRun run, String stage) {
    try {
      return Files.readAllLines(run.stage(stage).resolve("predictions.csv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<List<String>> rows(TestRun run, String stage) {
    return lines(run, stage).stream().skip(1).map(line -> List.of(line.split(","))).toList();
  }

  private static double[] probabilities(List<String> row) {
    return row.subList(3, row.size()).stream().mapToDouble(Double::parseDouble).toArray();
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

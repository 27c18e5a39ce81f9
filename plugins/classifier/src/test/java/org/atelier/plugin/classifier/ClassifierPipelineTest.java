package org.atelier.plugin.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.atelier.testkit.PipelineTester;
import org.atelier.testkit.TestRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole pipelines, as a user runs them. */
@Tag("engine")
class ClassifierPipelineTest {
  private static final String TRAINING =
      """
      seed: 1
      datasets:
        train: {type: coloured-squares, classes: [blue, green, red], counts: [60, 40, 30]}
        test: {type: coloured-squares, classes: [blue, green, red], counts: [12, 12, 12], seed: 2}
        reordered: {type: coloured-squares, classes: [red, green, blue], counts: [12, 12, 12], seed: 2}
        without-green: {type: coloured-squares, classes: [blue, red], counts: [12, 12], seed: 2}
        with-white: {type: coloured-squares, classes: [blue, green, red, white], counts: [1, 1, 1, 2]}
        larger: {type: coloured-squares, classes: [blue, green, red], counts: [2, 2, 2], size: 20}
      models:
        network: {type: wikiart-cnn, hidden: 30}
      stages:
        classify: {type: train-classifier, dataset: train, model: network, epochs: 10, batch-size: 16,
          learning-rate: 0.01}
      """;

  @TempDir Path folder;

  @Test
  void learnsWhatCanBeLearnedAndLeavesItsFiles() {
    TestRun run =
        run(
            TRAINING
                + "  evaluate: {type: evaluate-classifier, classifier: classify, dataset: test}");
    assertThat(run.metric("evaluate", "accuracy").value()).isGreaterThan(0.9);
    assertThat(run.metric("evaluate", "balanced accuracy").value()).isGreaterThan(0.9);
    assertThat(run.metric("evaluate", "macro-F1").value()).isGreaterThan(0.9);
    assertThat(run.metric("evaluate", "top-3 accuracy").value()).isEqualTo(1);
    assertThat(run.warnings("evaluate")).isEmpty();
    assertThat(run.stage("classify"))
        .isDirectoryContaining(file -> file.endsWith("training.csv"))
        .isDirectoryContaining(file -> file.endsWith("classes.csv"))
        .isDirectoryContaining(file -> file.endsWith("model"));
    assertThat(run.stage("classify").resolve("classes.csv"))
        .content()
        .isEqualToNormalizingNewlines(
            """
            class,images,training,validation
            blue,60,60,0
            green,40,40,0
            red,30,30,0
            """);
    assertThat(lines(run, "evaluate", "confusion-matrix.csv").get(0))
        .isEqualTo("true_class,blue,green,red");
    assertThat(lines(run, "evaluate", "per-class.csv").get(0))
        .isEqualTo("class,precision,recall,f1,support,predicted");
    List<String> predictions = lines(run, "evaluate", "predictions.csv");
    assertThat(predictions).hasSize(37);
    assertThat(predictions.get(0))
        .isEqualTo(
            "id,true,predicted,probability,correct,true_probability,"
                + "second,second_probability,third,third_probability");
    assertThat(predictions.get(1)).startsWith("blue/0,blue,blue,");
  }

  @Test
  void aResidualNetworkLearnsItTheSameWayEachTime() throws IOException {
    String pipeline =
        TRAINING.replace(
                "{type: wikiart-cnn, hidden: 30}",
                "{type: residual-cnn, widths: [16, 32], stochastic-depth: 0.2}")
            + "  evaluate: {type: evaluate-classifier, classifier: classify, dataset: test}";
    TestRun run = run(pipeline);
    assertThat(run.metric("evaluate", "accuracy").value()).isGreaterThan(0.9);
    byte[] first = Files.readAllBytes(parameters(run));
    assertThat(Files.readAllBytes(parameters(run(pipeline)))).isEqualTo(first);
  }

  private static final String TOGETHER =
      TRAINING
          + """
            other: {type: train-classifier, dataset: train, model: network, epochs: 2, seed: 7}
            together: {type: combine-classifiers, classifiers: [classify, other]}
            opened: {type: open-model, path: MODEL}
            first: {type: predict-images, classifier: classify, dataset: test}
            second: {type: predict-images, classifier: other, dataset: test}
            both: {type: predict-images, classifier: together, dataset: test}
            again: {type: predict-images, classifier: opened, dataset: test}
          """;

  @Test
  void combinedClassifiersAnswerWithTheMeanOfTheirProbabilities() {
    TestRun run = run(TOGETHER.replaceAll("(?m)^ *(opened|again):.*\n", ""));
    double[][] first = probabilities(run, "first");
    double[][] second = probabilities(run, "second");
    double[][] both = probabilities(run, "both");
    assertThat(both).hasDimensions(36, 3);
    for (int image = 0; image < both.length; image++) {
      for (int label = 0; label < 3; label++) {
        assertThat(both[image][label])
            .isCloseTo((first[image][label] + second[image][label]) / 2, within(2e-4));
      }
    }
    assertThat(lines(run, "together", "members.csv"))
        .containsExactly("classifier,model", "classify,wikiart-cnn", "other,wikiart-cnn");
    // The model folder stands alone.
    TestRun later =
        run(
            TOGETHER
                .replaceAll("(?m)^ *(classify|other|together|first|second|both):.*\n", "")
                .replaceAll("(?m)^ *learning-rate: 0.01}\n", "")
                .replace("MODEL", run.stage("together").resolve("model").toString()));
    assertThat(probabilities(later, "again")).isDeepEqualTo(both);
  }

  @Test
  void anEnsembleIsTrainedAsOneNetworkToo() {
    TestRun run =
        run(
            TRAINING
                    .replace(
                        "models:\n",
                        "models:\n"
                            + "  small: {type: wikiart-cnn, hidden: 20}\n"
                            + "  pair: {type: ensemble, members: [small, network]}\n")
                    .replace("model: network, epochs: 10", "model: pair, epochs: 30")
                + "  evaluate: {type: evaluate-classifier, classifier: classify, dataset: test}");
    assertThat(run.metric("evaluate", "accuracy").value()).isGreaterThan(0.9);
  }

  @Test
  void refusesToCombineClassifiersOfOtherClassesOrImages() {
    String stages =
        """
          other: {type: train-classifier, dataset: DATASET, model: network, epochs: 1}
          together: {type: combine-classifiers, classifiers: [classify, other]}
        """;
    assertThat(failure(TRAINING + stages.replace("DATASET", "with-white")))
        .contains(
            "'classify' tells the classes 'blue', 'green', 'red' apart, 'other' the classes 'blue',"
                + " 'green', 'red', 'white': their probabilities cannot be averaged")
        .contains("train them on the same classes");
    assertThat(failure(TRAINING + stages.replace("DATASET", "larger")))
        .contains(
            "'classify' takes images of 16 x 16 pixels and 3 channels, resize: crop, 'other' of 20"
                + " x 20 pixels and 3 channels, resize: crop: an ensemble shows all its members the"
                + " same image");
  }

  @Test
  void testsTheSameEveryTimeInAnyOrderAndWithoutAClass() {
    TestRun run =
        run(
            TRAINING
                + """
                  first: {type: evaluate-classifier, classifier: classify, dataset: test}
                  second: {type: evaluate-classifier, classifier: classify, dataset: test, batch-size: 5}
                  third: {type: evaluate-classifier, classifier: classify, dataset: reordered}
                  fourth: {type: evaluate-classifier, classifier: classify, dataset: without-green}
                """);
    List<String> outcome = outcomes(run, "first");
    assertThat(outcomes(run, "second")).isEqualTo(outcome);
    assertThat(outcomes(run, "third")).containsExactlyInAnyOrderElementsOf(outcome);
    assertThat(outcomes(run, "fourth"))
        .isEqualTo(outcome.stream().filter(line -> !line.startsWith("green")).toList());
    double accuracy = run.metric("first", "accuracy").value();
    assertThat(run.metric("second", "accuracy").value()).isEqualTo(accuracy);
    assertThat(run.metric("third", "accuracy").value()).isEqualTo(accuracy);
    assertThat(run.metric("fourth", "accuracy").value()).isGreaterThan(0.9);
    assertThat(run.warnings("fourth"))
        .containsExactly(
            "dataset 'without-green' has no images of 1 of the 3 classes ('green'): balanced"
                + " accuracy and macro-F1 are means over the other 2");
  }

  @Test
  void twoRunsEndWithTheSameParametersBitForBit() throws IOException {
    byte[] first = Files.readAllBytes(parameters(run(TRAINING)));
    assertThat(Files.readAllBytes(parameters(run(TRAINING)))).isEqualTo(first);
    assertThat(Files.readAllBytes(parameters(run(TRAINING, "--set", "seed=2"))))
        .isNotEqualTo(first);
  }

  @Test
  void anImageOfAClassThatWasNotTrainedOnIsAnError() {
    TestRun run =
        new PipelineTester(folder)
            .run(
                TRAINING
                    + "  evaluate: {type: evaluate-classifier, classifier: classify, dataset: with-white}",
                "--epochs",
                "1");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "dataset 'with-white' has images of classes that the classifier was not trained on:"
                + " 'white' (images: 2); it knows 'blue', 'green', 'red'",
            "set the dataset's classes-from to the dataset that the classifier was trained on and"
                + " take the other images out, or train with those classes too")
        .doesNotContain("\tat ");
  }

  @Test
  void imagesOfAnotherSizeAreAnError() {
    TestRun run =
        new PipelineTester(folder)
            .run(
                TRAINING
                    + "  evaluate: {type: evaluate-classifier, classifier: classify, dataset: larger}",
                "--epochs",
                "1");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "dataset 'larger' has images of 20 x 20 pixels, but 'classify' was trained on 16 x 16",
            "set the dataset's image-size to that of the dataset that the classifier was trained"
                + " on");
  }

  @Test
  void aModelThatLearnedNothingIsCalledNoBetterThanTheBaseline() {
    TestRun run =
        run(
            TRAINING
                + "  evaluate: {type: evaluate-classifier, classifier: classify, dataset: test}",
            "--epochs",
            "1",
            "--set",
            "stages.classify.learning-rate=1e-9");
    assertThat(run.warnings("evaluate"))
        .singleElement()
        .asString()
        .startsWith("the model is not better than answering always 'blue': accuracy ");
  }

  @Test
  void everySamplerAndASmallBatchTrain() {
    String stages =
        """
        datasets:
          few: {type: coloured-squares, classes: [blue, green, red], counts: [9, 7, 1]}
        stages:
          balanced: {type: train-classifier, dataset: few, model: {type: wikiart-cnn, hidden: 5},
            sampler: balanced, epochs: 1, batch-size: 64}
          capped: {type: train-classifier, dataset: few, model: {type: wikiart-cnn, hidden: 5},
            sampler: capped, samples-per-class: 4, epochs: 1}
          last-batch-of-one: {type: train-classifier, dataset: few, epochs: 2, batch-size: 16,
            model: {type: wikiart-cnn, hidden: 5}, loss: {type: nll, class-weights: inverse-frequency}}
          validated: {type: train-classifier, dataset: few, model: {type: wikiart-cnn, hidden: 5},
            epochs: 3, validation-share: 0.3, patience: 1}
          evaluate: {type: evaluate-classifier, classifier: last-batch-of-one, dataset: few}
        """;
    TestRun run = run(stages);
    assertThat(lines(run, "validated", "classes.csv"))
        .containsExactly(
            "class,images,training,validation", "blue,9,6,3", "green,7,5,2", "red,1,1,0");
    assertThat(run.metric("evaluate", "accuracy").value()).isBetween(0.0, 1.0);
  }

  private TestRun run(String yaml, String... options) {
    TestRun run = new PipelineTester(folder).run(yaml, options);
    assertThat(run.exitCode()).as(run.printed()).isZero();
    return run;
  }

  /** Returns all that is printed by a run in which a stage fails. */
  private String failure(String yaml) {
    TestRun run = new PipelineTester(folder).run(yaml);
    assertThat(run.exitCode()).as(run.printed()).isEqualTo(1);
    return run.printed().replaceAll("\\s+", " ");
  }

  /** Returns the probability of each class for each image, in the order of the images' ids. */
  private static double[][] probabilities(TestRun run, String stage) {
    return lines(run, stage, "predictions.csv").stream()
        .skip(1)
        .sorted()
        .map(line -> List.of(line.split(",")))
        .map(
            cells ->
                cells.subList(cells.size() - 3, cells.size()).stream()
                    .mapToDouble(Double::parseDouble)
                    .toArray())
        .toArray(double[][]::new);
  }

  private static Path parameters(TestRun run) {
    return run.stage("classify").resolve("model").resolve("parameters.params");
  }

  /** Returns each image's id, true and predicted class. */
  private static List<String> outcomes(TestRun run, String stage) {
    return lines(run, stage, "predictions.csv").stream()
        .skip(1)
        .map(line -> String.join(",", List.of(line.split(",")).subList(0, 3)))
        .toList();
  }

  private static List<String> lines(TestRun run, String stage, String file) {
    try {
      return Files.readAllLines(run.stage(stage).resolve(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

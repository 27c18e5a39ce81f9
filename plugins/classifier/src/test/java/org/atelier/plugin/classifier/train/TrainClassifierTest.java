package org.atelier.plugin.classifier.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Reference;
import org.atelier.api.UserException;
import org.atelier.api.sampling.Sampler;
import org.atelier.api.service.Training;
import org.atelier.api.training.TrainingHistory;
import org.atelier.api.training.TrainingSettings;
import org.atelier.api.training.TrainingSettings.Optimizer;
import org.atelier.api.training.TrainingSettings.Schedule;
import org.atelier.api.training.TrainingTask;
import org.atelier.plugin.classifier.ColouredSquares;
import org.atelier.plugin.classifier.loss.ClassWeights;
import org.atelier.plugin.classifier.loss.LabelSmoothing;
import org.atelier.plugin.classifier.loss.NegativeLogLikelihood;
import org.atelier.plugin.classifier.loss.WeightedTargets;
import org.atelier.plugin.classifier.model.Nonlinearity;
import org.atelier.plugin.classifier.model.Pooling;
import org.atelier.plugin.classifier.model.WikiArtCnn;
import org.atelier.testkit.PipelineTester;
import org.atelier.testkit.TestRun;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("engine")
class TrainClassifierTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Sampler.class)
  void neverTrainsOnWhatIsHeldBack(Sampler sampler) throws Exception {
    TestServices services = new TestServices(folder);
    List<TrainingTask> tasks = new ArrayList<>();
    Training training =
        (task, settings, context) -> {
          tasks.add(task);
          return new TrainingHistory(List.of(), 0);
        };
    Optional<Integer> samples = sampler == Sampler.CAPPED ? Optional.of(20) : Optional.empty();
    new TrainClassifier(
            settings(List.of(10, 30), sampler, samples, 0.3),
            services.networks(),
            training,
            services.randomStreams())
        .run(services.context());
    TrainingTask task = tasks.get(0);
    assertThat(task.validation()).hasSize(3 + 9);
    for (int epoch = 1; epoch <= 10; epoch++) {
      assertThat(Arrays.stream(task.order().positions(epoch)).boxed())
          .doesNotContainAnyElementsOf(task.validation());
    }
  }

  @Test
  void oneClassIsAnError() {
    assertThatThrownBy(() -> runTrained(List.of(3, 0)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "dataset 'squares' has images of one class only ('red'); a classifier needs at least"
                + " two classes");
  }

  @Test
  void noImagesAreAnError() {
    assertThatThrownBy(() -> runTrained(List.of(0, 0)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "dataset 'squares' has images of no class; a classifier needs at least two classes");
  }

  @Test
  void anEmptyClassIsAWarning() throws Exception {
    assertThat(runTrained(List.of(3, 3, 0)))
        .containsExactly("dataset 'squares' has no images of 'blue': the model cannot learn it");
  }

  @Test
  void aValidationShareThatHoldsNothingBackIsAnError() {
    TestServices services = new TestServices(folder);
    TrainClassifier stage =
        new TrainClassifier(
            settings(List.of(4, 3), Sampler.SHUFFLE, Optional.empty(), 0.1),
            services.networks(),
            services.training(),
            services.randomStreams());
    assertThatThrownBy(() -> stage.run(services.context()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "validation-share: 0.1 holds back no image: the largest class of dataset 'squares',"
                + " 'red', has 4");
  }

  @Test
  void cappedWithoutANumberAndANumberWithoutCappedAreErrorsOfTheFile() {
    TestRun run =
        new PipelineTester(folder)
            .validate(
                """
                datasets:
                  train: {type: coloured-squares, classes: [red, blue], counts: [2, 2]}
                stages:
                  one: {type: train-classifier, dataset: train, model: {type: wikiart-cnn}, sampler: capped}
                  two: {type: train-classifier, dataset: train, model: {type: wikiart-cnn}, samples-per-class: 3}
                """);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "stages.one: sampler: capped needs samples-per-class, for example 100",
            "stages.two: samples-per-class is for sampler: capped alone");
  }

  private List<String> runTrained(List<Integer> counts) throws Exception {
    TestServices services = new TestServices(folder);
    new TrainClassifier(
            settings(counts, Sampler.SHUFFLE, Optional.empty(), 0),
            services.networks(),
            services.training(),
            services.randomStreams())
        .run(services.context());
    return services.reported().warnings();
  }

  private static TrainClassifier.Settings settings(
      List<Integer> counts, Sampler sampler, Optional<Integer> samplesPerClass, double share) {
    ColouredSquares squares =
        new ColouredSquares(
            new ColouredSquares.Settings(
                List.of("red", "green", "blue").subList(0, counts.size()), counts, 8, 1));
    return new TrainClassifier.Settings(
        reference("squares", squares),
        reference(
            "network",
            new WikiArtCnn(new WikiArtCnn.Settings(Pooling.MAX, Nonlinearity.RELU, 3, 0))),
        reference(
            "loss",
            new NegativeLogLikelihood(
                new NegativeLogLikelihood.Settings(
                    new WeightedTargets(ClassWeights.NONE, new LabelSmoothing(0))))),
        sampler,
        samplesPerClass,
        new TrainingSettings(1, 4, Optimizer.ADAM, 0.001, Schedule.CONSTANT, share, 0));
  }

  private static <T> Reference<T> reference(String name, T component) {
    return Reference.to(name, new ComponentSpec(name, Map.of()), component);
  }
}

package org.atelier.plugin.classifier.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.atelier.api.ClassCounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: PyTorch 1.13's {@code CrossEntropyLoss(weight, label_smoothing)} in float64. */
@Tag("engine")
class NegativeLogLikelihoodTest {
  private static final ClassCounts COUNTS =
      new ClassCounts(List.of("a", "b", "c"), new int[] {6, 3, 1});
  private static final float[] LOGITS = {
    2, -1, 0.5f, 0.1f, 0.2f, 0.3f, -3, 4, 1, 0, 0, 0, 1.5f, -0.5f, 2.5f
  };
  private static final int[] LABELS = {0, 2, 1, 0, 2};

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 0, 0.54806685, -0.04288059, 0.03505808",
    "NONE, 0.1, 0.67340019, -0.02954726, 0.02839141",
    "INVERSE_FREQUENCY, 0, 0.59653532, -0.01340019, 0.01095565",
    "INVERSE_FREQUENCY, 0.1, 0.68701306, 0.00058644, 0.00064678",
    "N_OVER_FREQUENCY, 0, 0.59653532, -0.01340019, 0.01095565",
    "N_OVER_FREQUENCY, 0.1, 0.68701306, 0.00058644, 0.00064678",
    "ONE_OVER_FREQUENCY, 0, 0.59653532, -0.01340019, 0.01095565",
    "ONE_OVER_FREQUENCY, 0.1, 0.68701306, 0.00058644, 0.00064678"
  })
  void equalsCrossEntropyWithWeightsAndSmoothing(
      ClassWeights weights, double smoothing, float loss, float first, float third) {
    NDArray logits = manager.create(LOGITS, new Shape(5, 3));
    logits.setRequiresGradient(true);
    NDArray value;
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      value = loss(weights, smoothing, COUNTS, oneHot(LABELS), logits);
      collector.backward(value);
    }
    assertThat(value.getShape()).isEqualTo(new Shape());
    assertThat(value.getFloat()).isCloseTo(loss, within(1e-6f));
    float[] gradient = logits.getGradient().toFloatArray();
    assertThat(gradient[0]).isCloseTo(first, within(1e-6f));
    assertThat(gradient[2]).isCloseTo(third, within(1e-6f));
  }

  @Test
  void takesLogProbabilitiesAsItTakesLogits() {
    NDArray logits = manager.create(LOGITS, new Shape(5, 3));
    NDArray targets = oneHot(LABELS);
    assertThat(loss(ClassWeights.NONE, 0.1, COUNTS, targets, logits.logSoftmax(1)).getFloat())
        .isCloseTo(loss(ClassWeights.NONE, 0.1, COUNTS, targets, logits).getFloat(), within(1e-6f));
  }

  @Test
  void aClassWithoutTrainingImagesHasNoWeight() {
    ClassCounts counts = new ClassCounts(List.of("a", "b", "c"), new int[] {6, 4, 0});
    NDArray logits = manager.create(new float[] {2, -1, 0.5f, -3, 4, 1, 0, 0, 0}, new Shape(3, 3));
    NDArray targets = oneHot(0, 1, 0);
    assertThat(loss(ClassWeights.INVERSE_FREQUENCY, 0, counts, targets, logits).getFloat())
        .isCloseTo(0.40403056f, within(1e-6f));
    assertThat(loss(ClassWeights.INVERSE_FREQUENCY, 0.1, counts, targets, logits).getFloat())
        .isCloseTo(0.5062318f, within(1e-6f));
  }

  @Test
  void aMixedTargetCountsByTheMeanWeightOfItsClasses() {
    // Half a (weight 1/6), half b (weight 1/3), and every class at log-probability -log 3.
    NDArray logits = manager.zeros(new Shape(1, 3));
    NDArray targets = manager.create(new float[] {0.5f, 0.5f, 0}, new Shape(1, 3));
    assertThat(loss(ClassWeights.ONE_OVER_FREQUENCY, 0, COUNTS, targets, logits).getFloat())
        .isCloseTo((float) Math.log(3), within(1e-6f));
  }

  private NDArray oneHot(int... labels) {
    float[] targets = new float[labels.length * 3];
    for (int index = 0; index < labels.length; index++) {
      targets[index * 3 + labels[index]] = 1;
    }
    return manager.create(targets, new Shape(labels.length, 3));
  }

  private static NDArray loss(
      ClassWeights weights,
      double smoothing,
      ClassCounts counts,
      NDArray targets,
      NDArray outputs) {
    return new NegativeLogLikelihood(
            new NegativeLogLikelihood.Settings(
                new WeightedTargets(weights, new LabelSmoothing(smoothing))))
        .evaluate(new NDList(targets), new NDList(outputs), counts);
  }
}

package com.example.compact;

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

@Tag("engine")
class PolyLossTest {
  private static final ClassCounts COUNTS = new ClassCounts(List.of("a", "b"), new int[] {1, 1});

  /** Probabilities of the first class: 3/4 and 1/2; that is the true class of both images. */
  private static final float[] LOGITS = {(float) Math.log(3), 0, 5, 5};

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void equalsTheFormula() {
    double expected =
        (-Math.log(0.75) + 2 * (1 - 0.75) - Math.log(0.5) + 2 * (1 - 0.5)) / 2;
    assertThat(loss(2, LOGITS)).isCloseTo((float) expected, within(1e-6f));
  }

  @Test
  void isCrossEntropyForEpsilonZero() {
    double expected = (-Math.log(0.75) - Math.log(0.5)) / 2;
    assertThat(loss(0, LOGITS)).isCloseTo((float) expected, within(1e-6f));
  }

  @Test
  void hasTheSlopeOfItsDifferences() {
    NDArray logits = manager.create(LOGITS, new Shape(2, 2));
    logits.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(evaluate(2, logits));
    }
    float[] slopes = logits.getGradient().toFloatArray();
    float step = 1e-2f;
    for (int at = 0; at < LOGITS.length; at++) {
      float[] up = LOGITS.clone();
      float[] down = LOGITS.clone();
      up[at] += step;
      down[at] -= step;
      assertThat(slopes[at]).isCloseTo((loss(2, up) - loss(2, down)) / (2 * step), within(1e-3f));
    }
  }

  private float loss(double epsilon, float[] logits) {
    return evaluate(epsilon, manager.create(logits, new Shape(2, 2))).getFloat();
  }

  private NDArray evaluate(double epsilon, NDArray logits) {
    NDArray targets = manager.create(new float[] {1, 0, 1, 0}, new Shape(2, 2));
    return new PolyLoss(new PolyLoss.Settings(epsilon))
        .evaluate(new NDList(targets), new NDList(logits), COUNTS);
  }
}

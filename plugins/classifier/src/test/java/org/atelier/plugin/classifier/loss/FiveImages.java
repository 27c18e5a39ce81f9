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
import org.atelier.api.Loss;

/** Logits of five images in three classes, and what is to be shown of any loss on them. */
final class FiveImages implements AutoCloseable {
  static final ClassCounts COUNTS = new ClassCounts(List.of("a", "b", "c"), new int[] {6, 3, 1});
  static final float[] LOGITS = {
    2, -1, 0.5f, 0.1f, 0.2f, 0.3f, -3, 4, 1, 0, 0, 0, 1.5f, -0.5f, 2.5f
  };
  static final float[] ONE_HOT = {1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 1};

  /** Half of one class and half of another in the first image, otherwise as before. */
  static final float[] MIXED = {0.5f, 0.5f, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 1};

  private static final Shape SHAPE = new Shape(5, 3);

  private final NDManager manager = NDManager.newBaseManager();

  float loss(Loss loss, float[] targets, float[] logits) {
    return loss.evaluate(list(targets), list(logits), COUNTS).getFloat();
  }

  float[] gradient(Loss loss, float[] targets, float[] logits) {
    NDArray outputs = manager.create(logits, SHAPE);
    outputs.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray value = loss.evaluate(list(targets), new NDList(outputs), COUNTS);
      assertThat(value.getShape()).isEqualTo(new Shape());
      collector.backward(value);
    }
    return outputs.getGradient().toFloatArray();
  }

  /** The gradient is that of central differences. */
  void assertGradient(Loss loss, float[] targets) {
    float[] gradient = gradient(loss, targets, LOGITS);
    float small = 0.01f;
    for (int at = 0; at < LOGITS.length; at++) {
      float[] above = LOGITS.clone();
      float[] below = LOGITS.clone();
      above[at] += small;
      below[at] -= small;
      float slope = (loss(loss, targets, above) - loss(loss, targets, below)) / (2 * small);
      assertThat(gradient[at]).isCloseTo(slope, within(5e-5f));
    }
  }

  private NDList list(float[] values) {
    return new NDList(manager.create(values, SHAPE));
  }

  @Override
  public void close() {
    manager.close();
  }
}

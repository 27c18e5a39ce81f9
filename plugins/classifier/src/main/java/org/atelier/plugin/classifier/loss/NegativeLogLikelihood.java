package org.atelier.plugin.classifier.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import jakarta.inject.Inject;
import org.atelier.api.ClassCounts;
import org.atelier.api.Flattened;
import org.atelier.api.Loss;

/**
 * The loss {@code nll}: the weighted mean of {@code -log p(true class)} over a batch.
 *
 * <p>For class {@code y(i)} and log-probabilities {@code l(i, c)} of image {@code i}, weights
 * {@code w(c)} and smoothing {@code s} over {@code k} classes:
 *
 * <pre>
 *   sum over i, c of  w(c) q(i, c) (-l(i, c))    with q(i, c) = (1 - s) [c = y(i)] + s / k
 *   -----------------------------------------
 *            sum over i of w(y(i))
 * </pre>
 *
 * <p>which is what PyTorch's {@code CrossEntropyLoss} computes of class indices with {@code
 * weight}, {@code label_smoothing} and {@code reduction='mean'}. Targets that are distributions
 * enter with the mean weight of their classes.
 */
public final class NegativeLogLikelihood implements Loss {
  private final Settings settings;

  /**
   * How classes are weighed.
   *
   * @param targets how much images count and how sure their labels are
   */
  public record Settings(@Flattened WeightedTargets targets) {}

  /** Makes the loss. */
  @Inject
  public NegativeLogLikelihood(Settings settings) {
    this.settings = settings;
  }

  @Override
  public NDArray evaluate(NDList targets, NDList outputs, ClassCounts trainingCounts) {
    return settings.targets().mean(targets, outputs, 0, trainingCounts);
  }
}

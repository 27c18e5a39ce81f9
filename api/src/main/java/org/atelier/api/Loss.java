package org.atelier.api;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.osgi.annotation.versioning.ConsumerType;

/** What training makes small. */
@ConsumerType
public interface Loss {
  /**
   * Returns the mean loss of a batch as a scalar of shape {@code ()}, through which gradients reach
   * the outputs.
   *
   * @param targets what the outputs should have been. For a classifier, one array {@code (N,
   *     classes)} of {@code float32} whose rows are distributions over the classes (one-hot unless
   *     labels are mixed); for an autoencoder, the images {@code (N, C, H, W)}
   * @param outputs what the network put out; for a classifier {@code (N, classes)}, logits or
   *     log-probabilities
   * @param trainingCounts images per class in the training data, for losses that weigh classes
   */
  NDArray evaluate(NDList targets, NDList outputs, ClassCounts trainingCounts);
}

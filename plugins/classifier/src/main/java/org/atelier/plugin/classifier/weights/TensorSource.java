package org.atelier.plugin.classifier.weights;

import java.util.Map;
import org.atelier.api.UserException;

/** Named arrays that others made, opened and found whole. */
public interface TensorSource {
  /** Returns what is known of each array, by name. */
  Map<String, StoredTensor> tensors();

  /**
   * Reads the numbers of an array, in row order.
   *
   * @param name its name
   * @param type the type of its numbers
   * @throws UserException if one of them is not finite, or they cannot be read
   */
  float[] read(String name, ElementType type);

  /** Returns what to tell the user about arrays that cannot be used. */
  UserException unusable(String how);
}

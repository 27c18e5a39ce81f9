package org.atelier.plugin.classifier.weights;

import ai.djl.ndarray.types.Shape;

/**
 * What a file of weights says of one array.
 *
 * @param type the name of the numbers' type, such as {@code F32}; not always one that can be read
 * @param shape its shape; a product of its sides that no {@code long} holds is refused
 * @param begin where it begins among the bytes that it is stored with
 * @param end where it ends
 */
public record StoredTensor(String type, Shape shape, long begin, long end) {
  /** Returns how many bytes the array has. */
  public long bytes() {
    return end - begin;
  }
}

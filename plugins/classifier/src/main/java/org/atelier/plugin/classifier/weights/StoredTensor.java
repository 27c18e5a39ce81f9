package org.atelier.plugin.classifier.weights;

import ai.djl.ndarray.types.Shape;

/**
 * What the header of a safetensors file says of one array.
 *
 * @param type the name of the numbers' type, such as {@code F32}; not always one that can be read
 * @param shape its shape; a product of its sides that no {@code long} holds is refused
 * @param begin where it begins, in bytes after the header
 * @param end where the next begins
 */
record StoredTensor(String type, Shape shape, long begin, long end) {
  /** Returns how many bytes the array has. */
  long bytes() {
    return end - begin;
  }
}

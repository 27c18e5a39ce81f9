package org.atelier.api.service;

import ai.djl.ndarray.NDList;
import java.util.Objects;

/**
 * A checkpoint that was read.
 *
 * @param state the state that was written
 * @param arrays the arrays that were written, in the same order, equal bit for bit
 * @param <S> the state's type
 */
public record Checkpoint<S>(S state, NDList arrays) {
  /** Checks that everything is there. */
  public Checkpoint {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(arrays, "arrays");
  }
}

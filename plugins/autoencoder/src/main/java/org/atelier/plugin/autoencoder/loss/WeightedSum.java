package org.atelier.plugin.autoencoder.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.atelier.api.ClassCounts;
import org.atelier.api.Loss;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.tensor.Scaled;

/** The loss {@code sum}: the weighted sum of other losses. */
public final class WeightedSum implements Loss {
  private final Settings settings;

  /**
   * What is summed.
   *
   * @param terms the losses and their weights
   */
  public record Settings(
      @Setting("the losses that are added, each with its weight") @Size(min = 1, max = 16)
          List<Term> terms) {
    /** Copies the terms. */
    public Settings {
      terms = List.copyOf(terms);
    }
  }

  /**
   * One loss of the sum.
   *
   * @param loss the loss
   * @param weight what it is multiplied by
   */
  public record Term(
      @Setting("the loss") Reference<Loss> loss,
      @Setting(value = "what the loss is multiplied by", defaultValue = "1")
          @Positive
          @DecimalMax("1000000")
          double weight) {}

  /** Makes the loss. */
  @Inject
  public WeightedSum(Settings settings) {
    this.settings = settings;
  }

  // A weight of 64 bits would make PyTorch's sum one of 64 bits.
  @Override
  public NDArray evaluate(NDList targets, NDList outputs, ClassCounts trainingCounts) {
    return settings.terms().stream()
        .map(
            term ->
                Scaled.by(
                    term.loss().get().evaluate(targets, outputs, trainingCounts), term.weight()))
        .reduce(NDArray::add)
        .orElseThrow();
  }
}

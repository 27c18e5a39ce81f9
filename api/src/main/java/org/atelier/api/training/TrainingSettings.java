package org.atelier.api.training;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import org.atelier.api.Setting;

/**
 * The settings that every training stage shares.
 *
 * @param epochs passes over the training images
 * @param batchSize images per step
 * @param optimizer how gradients become steps
 * @param learningRate the step size at the start
 * @param schedule how the learning rate changes from epoch to epoch
 * @param validationShare share of the training images held back, drawn class by class
 * @param patience epochs without a better validation loss before training stops
 */
public record TrainingSettings(
    @Setting(value = "passes over the training images", defaultValue = "20") @Min(1) @Max(100_000)
        int epochs,
    @Setting(value = "images per training step", defaultValue = "32") @Min(1) @Max(65_536)
        int batchSize,
    @Setting(value = "how gradients become steps", defaultValue = "adam") Optimizer optimizer,
    @Setting(value = "step size at the start", defaultValue = "0.001") @Positive
        double learningRate,
    @Setting(
            value =
                "how the learning rate changes: stays, falls to a tenth at half and three "
                    + "quarters of the epochs, or falls along a cosine to zero",
            defaultValue = "constant")
        Schedule schedule,
    @Setting(
            value = "share of the training images held back for validation, class by class",
            defaultValue = "0")
        @DecimalMin("0")
        @DecimalMax("0.9")
        double validationShare,
    @Setting(
            value =
                "epochs without a better validation loss before training stops early; 0 for never",
            defaultValue = "0")
        @Min(0)
        int patience) {

  /** How gradients become steps. */
  public enum Optimizer {
    /** Adam (Kingma and Ba 2015, algorithm 1), with beta 0.9 and 0.999. */
    ADAM,
    /** Stochastic gradient descent with momentum 0.9. */
    SGD
  }

  /** How the learning rate changes from epoch to epoch. */
  public enum Schedule {
    /** It stays as it is. */
    CONSTANT,
    /** It is divided by ten after half and again after three quarters of the epochs. */
    STEP,
    /** It falls along half a cosine wave to zero (Loshchilov and Hutter 2017, section 3). */
    COSINE
  }

  /** Checks what joins several settings. */
  public TrainingSettings {
    if (patience > 0 && validationShare == 0) {
      throw new IllegalArgumentException(
          "patience needs a validation part: set validation-share, for example to 0.1");
    }
  }
}

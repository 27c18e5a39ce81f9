package org.atelier.api.training;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.util.Optional;
import org.atelier.api.Flattened;
import org.atelier.api.Setting;

/**
 * The settings that every training stage shares.
 *
 * @param epochs passes over the training images
 * @param batchSize images per step
 * @param optimizer how gradients become steps
 * @param learningRate the step size at the start; with {@link Schedule#ONE_CYCLE} the largest
 * @param schedule how the learning rate changes from epoch to epoch
 * @param validationShare share of the training images held back, drawn class by class and in whole
 *     groups
 * @param patience epochs without a better validation loss before training stops
 * @param steps the finer settings of the steps
 * @param augmentation how training images are changed at random, if they are
 */
public record TrainingSettings(
    @Setting(value = "passes over the training images", defaultValue = "20") @Min(1) @Max(100_000)
        int epochs,
    @Setting(value = "images per training step", defaultValue = "32") @Min(1) @Max(65_536)
        int batchSize,
    @Setting(value = "how gradients become steps", defaultValue = "adam") Optimizer optimizer,
    @Setting(
            value = "step size at the start; the largest with schedule: one-cycle",
            defaultValue = "0.001")
        @Positive
        double learningRate,
    @Setting(
            value =
                "how the learning rate changes: stays, falls to a tenth at half and three "
                    + "quarters of the epochs, falls along a cosine to zero, or rises and falls "
                    + "once, from step to step",
            defaultValue = "constant")
        Schedule schedule,
    @Setting(
            value =
                "share of the training images held back for validation, class by class, and in"
                    + " whole groups where the images have groups",
            defaultValue = "0")
        @DecimalMin("0")
        @DecimalMax("0.9")
        double validationShare,
    @Setting(
            value =
                "epochs without a better validation loss before training stops early; 0 for never",
            defaultValue = "0")
        @Min(0)
        int patience,
    @Flattened StepSettings steps,
    @Setting(
            "random changes of the training images, such as {rotation: 10}, or {} for the usual"
                + " ones; if left out, images are shown as they are")
        Optional<Augmentation> augmentation) {

  /** How gradients become steps. */
  public enum Optimizer {
    /** Adam (Kingma and Ba 2015, algorithm 1), with beta 2 0.999. */
    ADAM,
    /** Adam with weight decay apart from the gradient (Loshchilov and Hutter 2019, algorithm 2). */
    ADAMW,
    /** Stochastic gradient descent with momentum. */
    SGD,
    /** Stochastic gradient descent with Nesterov's momentum (Sutskever and others 2013). */
    NESTEROV
  }

  /** How the learning rate changes. */
  public enum Schedule {
    /** It stays as it is. */
    CONSTANT,
    /** It is divided by ten after half and again after three quarters of the epochs. */
    STEP,
    /** It falls along half a cosine wave to zero (Loshchilov and Hutter 2017, section 3). */
    COSINE,
    /**
     * It rises along half a cosine wave from a 25th to the learning rate in three tenths of all
     * steps, and falls along another to a 250,000th (Smith and Topin 2018, section 3). Momentum
     * stays as it is.
     */
    ONE_CYCLE
  }

  /** Checks what joins several settings. */
  public TrainingSettings {
    if (patience > 0 && validationShare == 0) {
      throw new IllegalArgumentException(
          "patience needs a validation part: set validation-share, for example to 0.1");
    }
    if (optimizer == Optimizer.ADAM && steps.weightDecay() > 0) {
      throw new IllegalArgumentException(
          "weight-decay is not for optimizer: adam, which would scale it away; use adamw");
    }
    if (schedule == Schedule.ONE_CYCLE && steps.warmUp() > 0) {
      throw new IllegalArgumentException(
          "schedule: one-cycle warms up by itself: leave warm-up out");
    }
  }

  /** Makes settings with {@link StepSettings#PLAIN plain} steps and images as they are. */
  public TrainingSettings(
      int epochs,
      int batchSize,
      Optimizer optimizer,
      double learningRate,
      Schedule schedule,
      double validationShare,
      int patience) {
    this(
        epochs,
        batchSize,
        optimizer,
        learningRate,
        schedule,
        validationShare,
        patience,
        StepSettings.PLAIN,
        Optional.empty());
  }
}

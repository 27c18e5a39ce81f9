package org.atelier.api.training;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.atelier.api.Setting;

/**
 * The finer settings of training steps.
 *
 * @param momentum share of the direction so far that a step keeps: momentum of stochastic gradient
 *     descent, beta 1 of Adam
 * @param weightDecay how strongly weights are pulled towards zero; biases and the parameters of
 *     normalisation are not
 * @param warmUp epochs in which the learning rate rises linearly to where the schedule starts
 * @param clipGradients the longest that all gradients together may be, as a Euclidean norm; 0 for
 *     any length
 * @param ema how much of the moving average of the parameters a step keeps; 0 for no average
 */
public record StepSettings(
    @Setting(
            value =
                "share of the direction so far that a step keeps: momentum of sgd and nesterov,"
                    + " beta 1 of adam and adamw",
            defaultValue = "0.9")
        @DecimalMin("0")
        @DecimalMax(value = "1", inclusive = false)
        double momentum,
    @Setting(
            value =
                "how strongly weights, but neither biases nor normalisation, are pulled to zero:"
                    + " with adamw apart from the gradient (Loshchilov and Hutter 2019), with sgd"
                    + " and nesterov as a part of it",
            defaultValue = "0")
        @DecimalMin("0")
        @DecimalMax("1")
        double weightDecay,
    @Setting(
            value =
                "epochs at the start in which the learning rate rises step by step from near zero;"
                    + " the schedule takes the epochs after them",
            defaultValue = "0")
        @Min(0)
        @Max(100_000)
        int warmUp,
    @Setting(
            value =
                "largest norm of all gradients together: longer ones are shortened to it, keeping"
                    + " their direction (Pascanu and others 2013); 0 for never",
            defaultValue = "0")
        @DecimalMin("0")
        @DecimalMax("1000000")
        double clipGradients,
    @Setting(
            value =
                "decay of a moving average of all parameters, which is what is validated and kept,"
                    + " for example 0.99; 0 for no average",
            defaultValue = "0")
        @DecimalMin("0")
        @DecimalMax(value = "1", inclusive = false)
        double ema) {
  /** What every setting is when it is left out. */
  public static final StepSettings PLAIN = new StepSettings(0.9, 0, 0, 0, 0);
}

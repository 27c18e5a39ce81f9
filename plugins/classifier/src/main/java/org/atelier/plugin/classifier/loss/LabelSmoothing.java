package org.atelier.plugin.classifier.loss;

import ai.djl.ndarray.NDArray;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.atelier.api.Setting;

/**
 * Label smoothing (Szegedy and others 2016, section 7), a setting of every loss of a classifier.
 *
 * @param labelSmoothing share of each target that is spread evenly over all classes
 */
public record LabelSmoothing(
    @Setting(
            value =
                "share of each target spread evenly over all classes (Szegedy and others 2016,"
                    + " section 7); 0 for none",
            defaultValue = "0")
        @DecimalMin("0")
        @DecimalMax(value = "1", inclusive = false)
        double labelSmoothing) {

  /**
   * Spreads a share of each target evenly over all classes.
   *
   * @param targets distributions {@code (N, classes)}
   * @param classes the number of classes
   */
  NDArray smooth(NDArray targets, int classes) {
    return labelSmoothing == 0
        ? targets
        : targets.mul((float) (1 - labelSmoothing)).add((float) (labelSmoothing / classes));
  }
}

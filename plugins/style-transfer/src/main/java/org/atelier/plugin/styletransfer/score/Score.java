package org.atelier.plugin.styletransfer.score;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * How one picture does, beside what is gained without making one.
 *
 * @param picture the picture
 * @param made what was made
 * @param untouched the content image as it is
 * @param mean the mean image of the style's class
 */
record Score(StyledPicture picture, Figures made, Figures untouched, Figures mean) {
  /**
   * The figures of one image.
   *
   * @param content how far it is from the content image
   * @param style how far it is from the style
   * @param taken whether the classifier takes it for the style's class
   */
  record Figures(double content, double style, boolean taken) {
    /** Returns 1 for an image that is taken for the style's class, else 0. */
    double share() {
      return taken ? 1 : 0;
    }
  }

  /** Returns the mean of a figure over pictures. */
  static double mean(
      List<Score> scores, Function<Score, Figures> which, ToDoubleFunction<Figures> figure) {
    return scores.stream()
        .mapToDouble(score -> figure.applyAsDouble(which.apply(score)))
        .average()
        .orElseThrow();
  }
}
